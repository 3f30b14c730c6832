// A refusal carries a Vietnamese sentence for the reader; `missing` means this sandbox has no such door.
export class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.missing = status === 404 || status === 405;
  }
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (response.ok && body && body.ok !== false) return body;
  throw new Refusal(body?.error || "Máy chủ chưa làm được việc này.", response.status);
}

export async function get(path, query = {}, signal) {
  const asked = new URLSearchParams(query).toString();
  return answer(await fetch(asked ? `${path}?${asked}` : path, { signal, cache: "no-store" }));
}

export async function post(path, body) {
  const sent = body instanceof FormData
    ? { body }
    : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  return answer(await fetch(path, { method: "POST", ...sent }));
}

export function pause(ms, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });
}

// Asks again and again until aborted; `ask` does one long poll. A hidden tab lets go of its connection,
// because a browser allows six of them a host over all tabs.
export async function follow(ask, signal, lost = () => {}) {
  let failures = 0;
  while (!signal.aborted) {
    if (document.hidden) {
      await shown(signal);
      continue;
    }
    const turn = new AbortController();
    const stop = () => { if (signal.aborted || document.hidden) turn.abort(); };
    signal.addEventListener("abort", stop);
    document.addEventListener("visibilitychange", stop);
    try {
      await ask(turn.signal);
      failures = 0;
      lost(false);
    } catch (error) {
      if (error instanceof Refusal && error.missing) return;
      if (!turn.signal.aborted) {
        failures += 1;
        if (failures > 1) lost(true);
        if (!(error instanceof TypeError || error instanceof Refusal)) console.error(error);
        await pause(Math.min(400 * 2 ** failures, 5000), signal);
      }
    } finally {
      signal.removeEventListener("abort", stop);
      document.removeEventListener("visibilitychange", stop);
    }
  }
}

function shown(signal) {
  return new Promise((done) => {
    document.addEventListener("visibilitychange", done, { once: true });
    signal.addEventListener("abort", done, { once: true });
  });
}
