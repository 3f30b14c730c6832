// At the side: the clock one can move, and what just happened.
import { follow, get, post } from "./api.js";
import { brief, day, hour, longDay, make, tomorrowAt } from "./words.js";

const $ = (id) => document.getElementById(id);
const KEPT = 120;

export class Clock {
  constructor(onMoved) {
    this.onMoved = onMoved;
    this.now = null;
    $("clock-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const to = $("clock-to").value.trim();
      if (to) this.move(to);
      else $("clock-to").focus();
    });
  }

  async read() {
    if (this.busy || this.absent) return;
    try {
      this.show(await get("/sandbox/clock"));
    } catch (error) {
      this.absent = Boolean(error.missing);
    }
  }

  show({ now, shortcuts }) {
    this.now = now;
    if (shortcuts) this.shortcuts = shortcuts;
    $("clock").hidden = $("clock-chip").hidden = false;
    $("clock-time").textContent = hour(now);
    $("clock-time").dateTime = now;
    $("clock-date").textContent = longDay(now);
    $("clock-chip-text").textContent = `${hour(now)} · ${day(now)}`;
    this.drawSteps();
  }

  drawSteps() {
    const offered = this.shortcuts || [];
    const own = [{ label: "+1 giờ", to: () => new Date(new Date(this.now).getTime() + 3600_000).toISOString() }];
    if (!offered.some((s) => s.label.startsWith("Sáng mai"))) own.push({ label: "Sáng mai 07:30", to: () => tomorrowAt(this.now, 7, 30) });
    const all = [...own, ...offered.filter((s) => s.label !== "+1 giờ")];
    const drawn = JSON.stringify(all.map((s) => [s.label, typeof s.to === "string" && s.to]));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    $("clock-steps").replaceChildren(...all.map((step) => make("button",
      { type: "button", class: "chip", title: typeof step.to === "string" ? `${hour(step.to)} ${longDay(step.to)}` : null,
        onclick: () => this.move(typeof step.to === "function" ? step.to() : step.to) }, step.label)));
  }

  async move(to) {
    if (this.busy) return false;
    this.busy = true;
    const outage = $("outage").checked;
    $("clock").classList.add("moving");
    this.word(outage ? "Máy đang tắt, thời gian vẫn trôi…" : "Đang tua…");
    try {
      const { now } = await post("/sandbox/clock", { to, outage });
      this.busy = false;
      this.drawn = null;
      this.show({ now });
      this.word(`Đã tới ${hour(now)} ${longDay(now)}.`);
      $("clock-to").value = "";
      $("outage").checked = false;
      this.onMoved();
      this.read();
      return true;
    } catch (error) {
      this.word(error.message, true);
      return false;
    } finally {
      this.busy = false;
      $("clock").classList.remove("moving");
    }
  }

  word(text, wrong = false) {
    $("clock-word").hidden = false;
    $("clock-word").textContent = text;
    $("clock-word").classList.toggle("wrong", wrong);
  }
}

export class News {
  constructor(onNew) {
    this.onNew = onNew;
    this.seq = 0;
    this.own = true;
  }

  // Changes come by short questions, asked whenever an event has come: the browser's connections are few.
  async read() {
    if (this.reading || !this.own) return;
    this.reading = true;
    try {
      const { seq, changes } = await get("/sandbox/changes", { after: this.seq, wait: 0 });
      this.add(changes, this.seq > 0);
      this.seq = seq;
    } catch (error) {
      if (error.missing) this.own = false;
    } finally {
      this.reading = false;
    }
  }

  add(changes, fresh) {
    for (const change of changes.slice(-KEPT)) {
      $("news").prepend(make("li", { class: fresh ? "fresh" : null },
        make("time", { datetime: change.at }, hour(change.at), make("small", {}, day(change.at).slice(0, 5))),
        make("p", {}, change.text)));
    }
    while ($("news").children.length > KEPT) $("news").lastChild.remove();
    $("news-empty").hidden = $("news").children.length > 0;
    if (changes.length && fresh) this.onNew();
  }
}

// A bare sandbox tells no changes; then the wire itself is told, in the same plain words.
export function inWords(event, place, own) {
  const said = event.text ? `: “${brief(event.text)}”` : "";
  const words = {
    sent: own ? `${place} nhắn bot${said}` : place === "Nhóm" ? `${event.who} nhắn trong nhóm${said}` : `Bot nhắn ${place}${said}`,
    edited: `Tin gửi ${place} được sửa${said}`,
    callback_answer: `Bot đáp nút ${place} vừa bấm${said}`,
    fault: `Trục trặc giả lập${said}`,
  }[event.kind];
  return words && { at: event.at, text: words };
}

export function followEvents(state, signal, onEvents, lost) {
  return follow(async (turn) => {
    const wait = state.seq == null ? 0 : 25;
    const { seq, events } = await get("/sandbox/events", { after: state.seq ?? 0, wait }, turn);
    const restarted = state.seq != null && seq < state.seq;
    const first = state.seq == null || restarted;
    state.seq = seq;
    onEvents(events, first, restarted);
  }, signal, lost);
}
