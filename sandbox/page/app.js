import { beside } from "/page/beside.js";
import { Refusal, follow, get, pause, post } from "./api.js";
import { Composer } from "./composer.js";
import { Clock, News, followEvents, inWords } from "./panel.js";
import { Thread } from "./thread.js";
import { brief, capital, face, given, hour, icon, make, plain } from "./words.js";

const $ = (id) => document.getElementById(id);
const WIDE = matchMedia("(min-width: 1100px)");

const people = new Map();
const chats = new Map();
const unread = new Map();
const latest = new Map();
const blocked = new Set();
const events = { seq: null };
let groups = [];
let bot = {};
let view = null; // {chat, as, group}
let watching = null;

const thread = new Thread($("messages"), {
  onPress: press,
  onReply: (message) => composer.replyTo(message),
  onCommand: (command) => say(command),
  onCopy: copy,
  onPicture: showPicture,
  onLoad: () => stick(),
});
const composer = new Composer({ onSay: say, onFile: sendFile, onContact: () => sendContact() });
const clock = new Clock(() => news.read());
const news = new News(() => { if (!WIDE.matches && !drawerOpen()) $("side-open").querySelector(".dot").hidden = false; });

// Who is here

async function begin() {
  await meet();
  drawPeople();
  openFromAddress();
  clock.read();
  news.read();
  showSteps();
  setInterval(() => { if (!document.hidden) { clock.read(); news.read(); } }, 10_000);
  followEvents(events, new AbortController().signal, onEvents, lost);
}

async function meet() {
  const answer = await get("/sandbox/people").catch(() => null);
  lost(!answer);
  if (!answer) return pause(1000).then(meet);
  for (const person of answer.people) {
    people.set(person.id, { ...person, about: capital(person.about || "") });
    if (person.blocked) blocked.add(person.id);
  }
  groups = answer.groups || [];
  bot = answer.bot || {};
  if (bot.name) $("brand").textContent = bot.name;
}

function drawPeople() {
  const rows = [...people.values()].map((p) => personRow(p.id, face(p), callName(p), p.about));
  for (const group of groups) {
    rows.push(personRow(group.id, make("span", { class: "face group", "aria-hidden": "true" }, icon("group")), "Nhóm", group.title));
  }
  $("people").replaceChildren(...rows);
}

function personRow(chat, picture, name, about) {
  return make("li", {}, make("button", { type: "button", class: "person", "data-chat": chat, title: about || name, onclick: () => openChat(chat) },
    picture,
    make("span", { class: "person-words" }, make("b", {}, name), make("small", { class: "last" }, about || "")),
    make("time", {}),
    make("span", { class: "badge", hidden: true })));
}

function callName(person) {
  const short = given(person);
  const twins = [...people.values()].filter((p) => given(p) === short);
  return twins.length > 1 ? person.name : short;
}

function byKey(key) {
  return [...people.values()].find((p) => p.key === key);
}

// Which conversation

function openFromAddress() {
  const [who, as] = decodeURIComponent(location.hash.slice(1)).split("/");
  const first = byKey(who) || [...people.values()][0];
  if (who === "nhom" && groups.length) openChat(groups[0].id, byKey(as)?.id);
  else openChat(first.id);
}

function addressOf({ chat, as, group }) {
  return group ? `#nhom/${people.get(as).key}` : `#${people.get(chat).key}`;
}

function members(group) {
  return [...people.values()].filter((p) => group.members.includes(p.id));
}

function openChat(chat, as) {
  const group = groups.find((g) => g.id === chat);
  const writer = group ? as ?? (members(group).find((p) => p.key === "an") || members(group)[0])?.id : chat;
  if (view?.chat === chat && view.as === writer) return;
  view = { chat, as: writer, group };
  history.replaceState(null, "", addressOf(view));
  unread.delete(chat);
  if (events.seq != null) remember();
  drawBadges();
  hideNudge();
  $("toast").hidden = true;
  drawHead();
  thread.open(theChat(), { me: writer, people, group: Boolean(group) });
  composer.open(`${chat} ${writer}`, group ? `${callName(people.get(writer))} viết trong nhóm…` : `Nhắn như ${callName(people.get(chat))}…`);
  drawAfterMessages();
  toEnd();
  readCommands();
  watching?.abort();
  watching = new AbortController();
  watch(view, theChat(), watching.signal);
  if (matchMedia("(hover: hover)").matches) $("write").focus();
}

function theChat() {
  const key = `${view.chat} ${view.as}`;
  if (!chats.has(key)) chats.set(key, { seq: 0, loaded: false, messages: new Map(), pressed: new Set() });
  return chats.get(key);
}

function drawHead() {
  const { chat, as, group } = view;
  const person = people.get(as);
  $("head-face").replaceWith(make("span", { id: "head-face", class: "holder" },
    group ? make("span", { class: "face group" }, icon("group")) : face(person)));
  beside(person.key);
  $("head-name").textContent = group ? group.title : person.name;
  $("head-about").textContent = group ? `Đang viết như ${callName(person)}` : person.about || "";
  $("as").hidden = !group;
  $("as").replaceChildren(...(group ? members(group).map((p) => asButton(p, p.id === as, chat)) : []));
  for (const row of $("people").querySelectorAll(".person")) {
    const here = Number(row.dataset.chat) === chat;
    row.toggleAttribute("aria-current", here);
    if (here) row.scrollIntoView({ block: "nearest", inline: "center" });
  }
  drawBar();
}

function asButton(person, on, chat) {
  return make("button", { type: "button", role: "radio", "aria-checked": String(on), tabindex: on ? "0" : "-1",
    "aria-label": callName(person), title: `Viết như ${callName(person)}`,
    onclick: () => openChat(chat, person.id), onkeydown: turnRadio }, face(person, "small"));
}

function turnRadio(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...$("as").children];
  const at = (all.indexOf(event.currentTarget) + step + all.length) % all.length;
  all[at].click();
  $("as").children[at].focus();
}

// What is said there

function watch(mine, chat, signal) {
  return follow(async (turn) => {
    const answer = await get(`/sandbox/chats/${mine.chat}/messages`,
      { as: mine.as, after: chat.seq, wait: chat.loaded ? 25 : 0 }, turn);
    if (answer.seq < chat.seq) return location.reload(); // a server started anew counts from the beginning
    const first = !chat.loaded;
    chat.seq = answer.seq;
    chat.loaded = true;
    if (!signal.aborted) receive(chat, answer.messages, first);
    if (answer.alert && !first && !signal.aborted) tell(answer.alert);
  }, signal, lost);
}

function receive(chat, messages, first) {
  const atEnd = first || sticky;
  const added = messages.filter((m) => !chat.messages.has(m.id) && !m.deleted);
  for (const message of messages) chat.messages.set(message.id, message);
  if (added.some((m) => m.from?.is_bot)) thinking(false);
  if (first) thread.open(chat, thread.scene);
  else thread.show(messages);
  drawAfterMessages();
  if (atEnd || added.some((m) => m.from?.id === view.as)) toEnd(!first);
  else if (added.length) $("to-end").hidden = false;
}

function drawAfterMessages() {
  const chat = theChat();
  const shown = thread.ordered();
  const never = chat.loaded && !view.group && !shown.length;
  $("hello").hidden = !never;
  if (never) {
    $("hello-title").textContent = `${callName(people.get(view.as))} chưa trò chuyện với bot`;
    $("hello-text").textContent = "Bấm nút dưới đây, như lần đầu mở bot trên điện thoại.";
  }
  const said = shown.findLast((m) => m.keyboard);
  composer.setKeys(Array.isArray(said?.keyboard) ? said.keyboard : null);
}

async function readCommands() {
  const mine = view;
  const { commands } = await get("/sandbox/commands", { person: mine.as, chat: mine.chat }).catch(() => ({ commands: [] }));
  if (view === mine) composer.setCommands(commands);
}

// What a person does

async function attempt(act) {
  try {
    return await act() || true;
  } catch (error) {
    thinking(false);
    toast(error instanceof Refusal ? error.message : "Chưa gửi được. Máy chủ có đang chạy không?");
    return null;
  }
}

function here() {
  return { person: view.as, chat: view.chat };
}

async function say(text, replyTo) {
  if (view.group && /^\/\w+$/.test(text) && bot.username) text += `@${bot.username}`;
  thinking(!view.group);
  return attempt(() => post("/sandbox/say", { ...here(), text, ...(replyTo && { reply_to: replyTo }) }));
}

function start() {
  thinking(true);
  return attempt(() => post("/sandbox/start", { person: view.as }));
}

function sendFile(file, caption) {
  const form = new FormData();
  for (const [name, value] of Object.entries(here())) form.append(name, value);
  if (caption) form.append("caption", caption);
  form.append("file", file);
  thinking(!view.group);
  return attempt(() => post("/sandbox/file", form));
}

function sendContact(of) {
  thinking(!view.group);
  return attempt(() => post("/sandbox/contact", { ...here(), ...(of && { of }) }));
}

async function press(message, button) {
  const done = await attempt(() => post("/sandbox/press", { ...here(), message: message.id, data: button.data }));
  if (done?.answer?.text) tell(done.answer);
}

async function block(on) {
  const person = view.as;
  if (!await attempt(() => post("/sandbox/block", { person, blocked: on }))) return;
  if (on) blocked.add(person);
  else blocked.delete(person);
  drawBar();
}

async function addBot() {
  const { group, as } = view;
  if (!await attempt(() => post("/sandbox/group", { action: "add_bot", group: group.id, person: as }))) return;
  group.bot = true;
  drawBar();
}

function drawBar() {
  const { group, as } = view;
  const apart = group ? group.bot === false : blocked.has(as);
  $("bar").hidden = !apart;
  $("bar-words").textContent = group ? "Bot chưa ở trong nhóm này." : `${callName(people.get(as))} đang chặn bot, tin của bot không tới.`;
  $("bar-act").textContent = group ? "Thêm bot vào nhóm" : "Bỏ chặn";
}

let thinkingUntil = null;
function thinking(on) {
  clearTimeout(thinkingUntil);
  if (on) thinkingUntil = setTimeout(() => thinking(false), 8000);
  thread.waiting(on);
  if (on) toEnd(true);
}

// The rest of what one may send

function drawMenu() {
  const rows = [
    ["mic", "Tin thoại", () => attempt(() => post("/sandbox/voice", here()))],
    ["smile", "Nhãn dán", () => attempt(() => post("/sandbox/sticker", here()))],
    ["phone", "Số điện thoại của mình", () => sendContact()],
    ...[...people.values()].filter((p) => p.id !== view.as).slice(0, 2)
      .map((p) => ["phone", `Danh thiếp của ${callName(p)}`, () => sendContact(p.id)]),
  ];
  if (!view.group) rows.push(["ban", blocked.has(view.as) ? "Bỏ chặn bot" : "Chặn bot", () => block(!blocked.has(view.as))]);
  $("more-menu").replaceChildren(...rows.map(([picture, words, act]) => make("button",
    { type: "button", role: "menuitem", onclick: () => { menu(false); act(); } }, icon(picture), words)));
}

function menu(open) {
  if (open) drawMenu();
  $("more-menu").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
  if (open) $("more-menu").firstElementChild.focus();
}

function menuKeys(event) {
  const rows = [...$("more-menu").children];
  const at = rows.indexOf(document.activeElement);
  if (event.key === "ArrowDown") rows[(at + 1) % rows.length].focus();
  else if (event.key === "ArrowUp") rows[(at - 1 + rows.length) % rows.length].focus();
  else if (event.key === "Escape") { menu(false); $("more").focus(); }
  else return;
  event.preventDefault();
}

// What happens elsewhere

function onEvents(fresh, first, restarted) {
  if (restarted) return location.reload();
  const seen = first ? recall() : 0;
  const reached = new Set();
  for (const event of fresh) {
    if (event.kind === "sent") latest.set(event.chat, event);
    if (event.kind === "command_menu") readCommands();
    if (event.kind !== "sent" || event.seq <= seen || event.chat === view.chat || isOwn(event)) continue;
    unread.set(event.chat, (unread.get(event.chat) || 0) + 1);
    reached.add(event.chat);
  }
  drawBadges();
  if (reached.size) nudge(reached);
  remember();
  if (!fresh.length) return;
  clock.read();
  if (news.own) for (const after of [0, 400, 1500]) setTimeout(() => news.read(), after);
  else news.add(fresh.map((event) => inWords(event, placeName(event.chat), isOwn(event))).filter(Boolean), !first);
}

function isOwn(event) {
  return people.has(event.chat) && event.who !== bot.name;
}

function placeName(chat) {
  return people.has(chat) ? callName(people.get(chat)) : "Nhóm";
}

// Reading the page again keeps the badges; another run of the server has other numbers and starts without.
function remember() {
  sessionStorage.setItem("unread", JSON.stringify({ seq: events.seq, unread: [...unread] }));
}

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("unread") || "null");
  if (!kept || kept.seq > events.seq) return events.seq;
  for (const [chat, count] of kept.unread) if (chat !== view.chat) unread.set(chat, count);
  return kept.seq;
}

function drawBadges() {
  let total = 0;
  for (const row of $("people").querySelectorAll(".person")) {
    const chat = Number(row.dataset.chat);
    const count = unread.get(chat) || 0;
    const badge = row.querySelector(".badge");
    badge.hidden = !count;
    badge.replaceChildren(String(count), make("span", { class: "unseen" }, " tin mới"));
    total += count;
    const event = latest.get(chat);
    if (!event) continue;
    row.querySelector("time").textContent = event.at ? hour(event.at) : "";
    row.querySelector(".last").textContent = brief(event.text);
  }
  document.title = `${total ? `(${total}) ` : ""}${placeName(view.chat)} · ${bot.name || "Bot Công đoàn"}`;
}

let nudging = null;
function nudge(reached) {
  const chat = [...reached][0];
  const names = [...reached].map(placeName);
  $("nudge").replaceChildren(make("b", {}, names.slice(0, 3).join(", ") + (names.length > 3 ? ` và ${names.length - 3} nơi nữa` : "")),
    " vừa có tin mới", make("span", { class: "go" }, "Xem"));
  $("nudge").onclick = () => openChat(chat);
  $("nudge").hidden = false;
  clearTimeout(nudging);
  nudging = setTimeout(hideNudge, 7000);
}

function hideNudge() {
  $("nudge").hidden = true;
}

// Things to try

async function showSteps() {
  const { steps } = await get("/sandbox/steps").catch(() => ({ steps: [] }));
  if (!steps?.length) return;
  $("step-list").replaceChildren(...steps.map((step, at) => {
    const who = byKey(step.person);
    const button = make("button", { type: "button", title: step.text || step.tap || step.title },
      who ? face(who, "tiny") : make("span", { class: "face tiny sea" }, String(at + 1)), step.title);
    button.addEventListener("click", () => take(step, button));
    return make("li", {}, button);
  }));
  foldSteps(localStorage.getItem("steps") === "hidden");
}

function foldSteps(hidden) {
  localStorage.setItem("steps", hidden ? "hidden" : "shown");
  $("steps").hidden = hidden;
  $("steps-show").hidden = !hidden;
}

async function take(step, button) {
  if (button.disabled) return;
  button.disabled = true;
  button.classList.add("busy");
  const done = await doStep(step);
  button.classList.remove("busy");
  button.disabled = false;
  if (done) button.classList.add("done");
}

async function doStep(step) {
  const who = byKey(step.person);
  if (step.chat === "group" && groups.length) openChat(groups[0].id, who?.id);
  else if (who) openChat(who.id);
  if (step.clock) return clock.move(step.clock);
  if (step.start) return start();
  if (step.tap) return tap(step.tap);
  if (!step.text) return true;
  composer.fill(step.text);
  await pause(650);
  composer.fill("");
  return say(step.text);
}

async function tap(words) {
  for (let tries = 0; tries < 15; tries += 1) {
    const button = [...document.querySelectorAll(".choices button, .keys button")]
      .findLast((b) => plain(b.textContent).includes(plain(words)));
    if (button) {
      button.click();
      return true;
    }
    await pause(200);
  }
  toast(`Chưa thấy nút “${words}”.`);
  return false;
}

// Small pieces

// One answer may come twice, by the press and by the conversation.
let told = { text: "", at: 0 };
function tell({ text, show_alert: loud }) {
  if (!text || (told.text === text && Date.now() - told.at < 1500)) return;
  told = { text, at: Date.now() };
  if (!loud) return toast(text);
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

let toasting = null;
function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toasting);
  toasting = setTimeout(() => { $("toast").hidden = true; }, 3500 + text.length * 30);
}

async function copy(text) {
  await navigator.clipboard.writeText(text).then(() => toast("Đã chép"), () => toast("Trình duyệt chưa cho chép."));
}

function showPicture(source) {
  $("picture").querySelector("img").src = source;
  $("picture").querySelector("a").href = source;
  $("picture").showModal();
}

function nearEnd() {
  const box = $("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 140;
}

let sticky = true;
let lastTop = 0;
function stick() {
  if (sticky) toEnd();
}

function toEnd(smooth = false) {
  const still = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
  sticky = true;
  $("scroll").scrollTo({ top: $("scroll").scrollHeight, behavior: still ? "instant" : "smooth" });
  $("to-end").hidden = true;
}

function lost(yes) {
  $("offline").hidden = !yes;
}

function drawerOpen() {
  return $("side").classList.contains("open");
}

function drawer(open) {
  $("side").classList.toggle("open", open);
  $("veil").hidden = !open;
  for (const opener of [$("side-open"), $("clock-chip")]) opener.setAttribute("aria-expanded", String(open));
  if (!open) return;
  $("side-open").querySelector(".dot").hidden = true;
  $("side-close").focus();
  clock.read();
}

$("start").addEventListener("click", start);
$("bar-act").addEventListener("click", () => (view.group ? addBot() : block(false)));
$("more").addEventListener("click", () => menu($("more-menu").hidden));
$("more-menu").addEventListener("keydown", menuKeys);
$("steps-hide").addEventListener("click", () => foldSteps(true));
$("steps-show").addEventListener("click", () => foldSteps(false));
$("side-open").addEventListener("click", () => drawer(!drawerOpen()));
$("clock-chip").addEventListener("click", () => drawer(!drawerOpen()));
$("side-close").addEventListener("click", () => { drawer(false); $("side-open").focus(); });
$("veil").addEventListener("click", () => drawer(false));
$("to-end").addEventListener("click", () => toEnd(true));
$("scroll").addEventListener("scroll", () => {
  const top = $("scroll").scrollTop;
  if (nearEnd()) sticky = true;
  else if (top < lastTop) sticky = false; // moved up by hand; a picture that loads only pushes the end away
  if (sticky) $("to-end").hidden = true;
  lastTop = top;
});
$("picture").addEventListener("click", (event) => { if (event.target === $("picture")) $("picture").close(); });
document.addEventListener("click", (event) => { if (!event.target.closest(".more")) menu(false); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drawerOpen()) drawer(false); });
const sizes = new ResizeObserver(stick);
sizes.observe($("scroll"));
sizes.observe($("messages"));
window.addEventListener("hashchange", openFromAddress);
begin();
