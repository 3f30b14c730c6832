// The same people on a telephone with Zalo: no buttons, choices are numbers, links are text.
import { Refusal, follow, get, post } from "/page/api.js";

const at = (id) => document.getElementById(id);
const TIME = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const LINK = /https?:\/\/[^\s”]+/g;
let following = null;
let people = [];

async function begin() {
  const found = await get("/sandbox/zalo/people");
  at("bot").textContent = found.bot.name;
  people = found.people;
  const wanted = new URLSearchParams(location.search).get("person");
  for (const one of people) add(`${one.id}`, one.name, one.key === wanted);
  for (const group of found.groups) {
    for (const id of group.members) {
      const member = people.find((one) => one.id === id);
      if (member) add(`${id} ${group.id}`, `${member.name}, trong nhóm`, false);
    }
  }
  at("person").addEventListener("change", open);
  at("write").addEventListener("submit", send);
  open();
}

function add(value, label, chosen) {
  const option = new Option(label, value, chosen, chosen);
  at("person").add(option);
}

function place() {
  const [person, group] = at("person").value.split(" ");
  return { person, chat: group || person, group: Boolean(group) };
}

function open() {
  following?.abort();
  following = new AbortController();
  const { signal } = following;
  const { person, chat, group } = place();
  let after = 0;
  let wait = 0;
  at("messages").replaceChildren();
  at("mention-box").hidden = !group;
  at("wrong").hidden = true;
  at("empty").hidden = false;
  follow(async (turn) => {
    const query = { as: person, after, wait };
    const news = await get(`/sandbox/zalo/chats/${chat}/messages`, query, turn);
    if (signal.aborted) return;
    after = news.seq;
    wait = 20;
    at("quota").textContent = `${news.used.toLocaleString("vi-VN")} trên ${news.allowed.toLocaleString("vi-VN")} tin tháng này`;
    for (const message of news.messages) draw(message, person);
  }, signal, (gone) => { told(gone ? "Mất kết nối với máy chủ, đang thử lại…" : ""); });
}

function draw(message, person) {
  const line = document.createElement("li");
  line.className = message.from.id === person ? "mine" : "theirs";
  if (message.from.id !== person && !message.from.is_bot) line.append(tag("b", message.from.name));
  if (message.photo) {
    const picture = tag("img");
    picture.src = message.photo;
    picture.alt = "Ảnh Bot gửi";
    picture.addEventListener("load", () => at("messages").lastElementChild.scrollIntoView({ block: "end" }));
    line.append(picture);
  }
  line.append(...styled(message.text || { sticker: "[hình dán]", voice: "[tin thoại]" }[message.kind] || "", message.styles));
  line.append(tag("small", TIME.format(new Date(message.date))));
  at("messages").append(line);
  at("empty").hidden = true;
  line.scrollIntoView({ block: "end" });
}

// Positions are UTF-16 units, as a string's own; no link stands inside a style.
function styled(text, styles) {
  const parts = [];
  let from = 0;
  for (const { start, len } of styles) {
    parts.push(...linked(text.slice(from, start)), tag("strong", text.slice(start, start + len)));
    from = start + len;
  }
  return [...parts, ...linked(text.slice(from))];
}

function linked(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const link = tag("a", found[0]);
    link.href = found[0];
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    parts.push(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function tag(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function told(sentence) {
  at("wrong").textContent = sentence;
  at("wrong").hidden = !sentence;
}

async function send(event) {
  event.preventDefault();
  const text = at("text").value.trim();
  if (!text) return;
  const { person, chat, group } = place();
  try {
    await post("/sandbox/zalo/say", { person, chat, text, mention: group && at("mention").checked });
    at("text").value = "";
    told("");
  } catch (error) {
    told(error instanceof Refusal ? error.message : "Chưa gửi được, anh/chị thử lại giúp.");
  }
}

begin();
