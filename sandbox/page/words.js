// Dates the Vietnamese way, sizes, names, and server text made safe to show.

const DAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const VIETNAM = 7 * 3600 * 1000; // no summer time since 1975
const two = (n) => String(n).padStart(2, "0");

function local(when) {
  return new Date(new Date(when).getTime() + VIETNAM);
}

export function hour(when) {
  const at = local(when);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function day(when) {
  const at = local(when);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

export function weekday(when) {
  return DAYS[local(when).getUTCDay()];
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const longDay = (when) => `${weekday(when)} ${day(when)}`;

export function tomorrowAt(when, hours, minutes) {
  const at = local(when);
  const then = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1, hours, minutes);
  return new Date(then - VIETNAM).toISOString();
}

export function size(bytes) {
  if (bytes == null) return "";
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value.toFixed(value < 10 ? 1 : 0).replace(".", ",")} ${unit}`;
}

// A Vietnamese name ends with the given one, unless the key says which word it is.
export function given({ name, key }) {
  const words = name.trim().split(/\s+/);
  return words.find((word) => plain(word) === key) || words.pop() || "?";
}

const SORTS = { photo: "Ảnh", document: "Tệp", voice: "Tin thoại", sticker: "Nhãn dán", contact: "Danh thiếp" };

export function brief(text = "") {
  return text.replace(/^\[(\w+)\] ?/, (all, sort) => (SORTS[sort] ? `${SORTS[sort]} ` : all)).replace(/^\(\w+(, \w+)*\)$/, "Nhóm vừa có thay đổi").trim();
}

export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

const HUES = { an: "sea", bich: "plum", chi: "brick", dung: "leaf", giang: "iris", khach: "stone" };
const SPARE = ["sea", "plum", "brick", "leaf", "iris", "stone"];

export function hue(person) {
  return HUES[person.key] || SPARE[Math.abs(person.id) % SPARE.length];
}

// A class, a child, a listener: small enough that no template language is missed.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export function face(person, classes = "") {
  return make("span", { class: `face ${hue(person)} ${classes}`, "aria-hidden": "true" }, given(person)[0].toUpperCase());
}

export function ourFile(url) {
  const target = new URL(url, location.href);
  return ["http:", "https:", "blob:"].includes(target.protocol) ? target.href : null;
}

const TAGS = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", DEL: "s", STRIKE: "s",
  CODE: "code", PRE: "pre", A: "a", BLOCKQUOTE: "blockquote", BR: "br" };
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT"]);
const LINKS = ["http:", "https:", "mailto:", "tel:", "tg:"];

export function safe(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  copy(parsed.body, out, onCommand);
  return out;
}

function copy(from, to, onCommand) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(...withCommands(node.data, onCommand));
    else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.tagName)) copyElement(node, to, onCommand);
  }
}

function copyElement(node, to, onCommand) {
  const tag = TAGS[node.tagName];
  if (!tag) return copy(node, to, onCommand);
  const made = document.createElement(tag);
  if (tag === "a") {
    const link = href(node.getAttribute("href"));
    if (!link) return copy(node, to, null);
    Object.assign(made, { href: link, target: "_blank", rel: "noopener noreferrer" });
  }
  copy(node, made, ["a", "code", "pre"].includes(tag) ? null : onCommand);
  to.append(made);
}

export function href(text) {
  if (text && !text.includes(":")) text = `http://${text}`;
  if (!URL.canParse(text ?? "")) return null;
  const link = new URL(text);
  return LINKS.includes(link.protocol) ? link.href : null;
}

function withCommands(text, onCommand) {
  if (!onCommand) return [text];
  return text.split(/(?<![\p{L}\d/.])(\/[a-z][a-z0-9_]{1,31}(?:@\w+)?)(?![\p{L}\d/])/u).map((piece, at) =>
    at % 2 ? make("button", { type: "button", class: "in-text", onclick: () => onCommand(piece) }, piece) : piece);
}
