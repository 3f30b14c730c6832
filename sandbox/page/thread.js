// One open conversation: bubbles, buttons, days.
import { day, face, given, hour, hue, icon, longDay, make, ourFile, href, safe, size } from "./words.js";

const CLOSE = 5 * 60 * 1000;

export class Thread {
  constructor(list, { onPress, onReply, onCommand, onCopy, onPicture, onLoad }) {
    this.list = list;
    this.on = { press: onPress, reply: onReply, command: onCommand, copy: onCopy, picture: onPicture, load: onLoad };
    this.typing = make("li", { class: "typing", "aria-label": "Bot đang trả lời" }, make("span"), make("span"), make("span"));
    this.open({ messages: new Map(), pressed: new Set() }, { me: null, people: new Map(), group: false });
  }

  open(chat, scene) {
    this.chat = chat;
    this.scene = scene;
    this.rows = new Map();
    this.days = new Map();
    this.list.setAttribute("aria-busy", "true");
    this.list.replaceChildren();
    for (const message of this.ordered()) this.rows.set(message.id, this.row(message));
    this.arrange();
    this.list.removeAttribute("aria-busy");
  }

  ordered() {
    return [...this.chat.messages.values()].filter((m) => !m.deleted).sort((a, b) => a.id - b.id);
  }

  show(changed) {
    for (const message of changed) {
      const old = this.rows.get(message.id);
      if (message.deleted) {
        old?.remove();
        this.rows.delete(message.id);
      } else if (old) {
        const held = old.contains(document.activeElement);
        old.replaceChildren(...this.inside(message));
        if (held) (old.querySelector(".choices button") || document.getElementById("write")).focus();
      } else {
        const row = this.row(message);
        row.classList.add("new");
        this.rows.set(message.id, row);
      }
    }
    this.arrange();
  }

  waiting(on) {
    if (on) this.list.append(this.typing);
    else this.typing.remove();
  }

  // Puts every row where it belongs and leaves alone those that already are: moving one would lose the focus in it.
  arrange() {
    const wanted = [];
    let before = null;
    for (const message of this.ordered()) {
      const row = this.rows.get(message.id);
      const sameDay = before && day(before.date) === day(message.date);
      if (!sameDay) wanted.push(this.dayRow(message.date));
      const joined = sameDay && message.kind !== "service" && before.kind !== "service"
        && before.from?.id === message.from?.id && new Date(message.date) - new Date(before.date) < CLOSE;
      row.classList.toggle("joined", Boolean(joined));
      wanted.push(row);
      before = message;
    }
    if (this.typing.isConnected) wanted.push(this.typing);
    let at = this.list.firstChild;
    for (const row of wanted) {
      if (row === at) at = at.nextSibling;
      else this.list.insertBefore(row, at);
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
  }

  dayRow(date) {
    const key = day(date);
    if (!this.days.has(key)) this.days.set(key, make("li", { class: "day" }, make("span", {}, longDay(date))));
    return this.days.get(key);
  }

  row(message) {
    const mine = message.from?.id === this.scene.me;
    const side = message.kind === "service" ? "service" : mine ? "mine" : message.from?.is_bot ? "theirs bot" : "theirs";
    const row = make("li", { class: `row ${side}`, "data-id": message.id });
    row.append(...this.inside(message));
    return row;
  }

  inside(message) {
    if (message.kind === "service") return [make("p", {}, message.text || "")];
    const parts = [];
    const author = this.scene.people.get(message.from?.id);
    const mine = message.from?.id === this.scene.me;
    if (this.scene.group && !mine) {
      parts.push(author ? face(author, "tiny") : make("img", { class: "face tiny", src: "/page/star.svg", alt: "" }));
    }
    parts.push(make("div", { class: "stack" }, this.bubble(message, author, mine), this.choices(message)));
    return parts;
  }

  bubble(message, author, mine) {
    const bubble = make("div", { class: `bubble${message.photo ? " with-photo" : ""}`,
      onclick: (event) => { if (!event.target.closest("a, button, code")) bubble.classList.toggle("touched"); } });
    bubble.append(make("span", { class: mine || !this.scene.group ? "unseen" : `author ${author ? hue(author) : "sea"}` },
      `${mine ? "Bạn" : author ? given(author) : message.from?.name || "Bot"}${mine || !this.scene.group ? ": " : ""}`));
    if (message.reply_to) bubble.append(this.quote(message.reply_to));
    if (message.photo) bubble.append(this.photo(message));
    if (message.document) bubble.append(this.document(message.document));
    if (message.contact) bubble.append(this.contact(message.contact));
    const said = message.html || message.text;
    if (said) bubble.append(this.said(message));
    bubble.append(make("span", { class: "meta" }, message.edited ? make("i", {}, "đã sửa") : null,
      make("time", { datetime: message.date, title: `${hour(message.date)} ${longDay(message.date)}` }, hour(message.date))));
    bubble.append(make("button", { type: "button", class: "answer", "aria-label": "Trả lời tin này", title: "Trả lời tin này",
      onclick: () => this.on.reply(message) }, icon("reply")));
    return bubble;
  }

  said(message) {
    const said = make("div", { class: "said" });
    if (message.html) said.append(safe(message.html, this.on.command));
    else said.textContent = message.text;
    for (const code of said.querySelectorAll("code")) {
      Object.assign(code, { tabIndex: 0, title: "Bấm để chép" });
      code.setAttribute("role", "button");
      code.addEventListener("click", () => this.on.copy(code.textContent));
      code.addEventListener("keydown", (e) => { if (e.key === "Enter") this.on.copy(code.textContent); });
    }
    return said;
  }

  quote(id) {
    const original = this.chat.messages.get(id);
    if (!original || original.deleted) return "";
    const author = this.scene.people.get(original.from?.id);
    return make("blockquote", { class: "quote" }, make("b", {}, author ? given(author) : original.from?.name || "Bot"),
      original.text || (original.photo ? "Ảnh" : original.document?.name || original.contact?.name || ""));
  }

  photo(message) {
    const source = ourFile(message.photo);
    const image = make("img", { src: source, alt: message.text || "Ảnh trong tin nhắn", onload: () => this.on.load() });
    return make("button", { type: "button", class: "photo", "aria-label": "Xem ảnh lớn", onclick: () => this.on.picture(source) }, image);
  }

  document(file) {
    const voice = file.name.endsWith(".oga");
    const kind = file.name.split(".").pop().slice(0, 4).toUpperCase();
    return make("a", { class: "document", href: ourFile(file.url), download: file.name },
      make("span", { class: `paper${voice ? " round" : ""}`, "aria-hidden": "true" }, voice ? icon("mic") : kind),
      make("span", { class: "paper-name" }, make("b", {}, voice ? "Tin thoại" : file.name), make("small", {}, `${size(file.size)} · Tải về`.replace(/^ · /, ""))),
      icon("save"));
  }

  contact(card) {
    return make("div", { class: "document" }, make("span", { class: "paper round" }, icon("phone")),
      make("span", { class: "paper-name" }, make("b", {}, card.name || "Danh thiếp"), make("small", {}, card.phone)));
  }

  choices(message) {
    if (!message.buttons?.length) return null;
    const box = make("div", { class: "choices" });
    for (const line of message.buttons) {
      box.append(make("div", { class: "choices-line" }, ...line.map((button) => this.choice(message, button))));
    }
    return box;
  }

  choice(message, button) {
    if (button.url) return make("a", { href: href(button.url), target: "_blank", rel: "noopener noreferrer" }, button.text, make("span", { class: "out", "aria-label": "mở trang khác" }, "↗"));
    if (button.copy) return make("button", { type: "button", onclick: () => this.on.copy(button.copy) }, button.text);
    const key = `${message.id} ${button.data}`;
    const busy = this.chat.pressed.has(key);
    const made = make("button", { type: "button", class: busy ? "busy" : null, "aria-busy": busy ? "true" : null }, make("span", {}, button.text));
    made.addEventListener("click", () => this.press(message, button, made, key));
    return made;
  }

  async press(message, button, element, key) {
    if (this.chat.pressed.has(key)) return;
    const chat = this.chat;
    chat.pressed.add(key);
    element.classList.add("busy");
    element.setAttribute("aria-busy", "true");
    try {
      await this.on.press(message, button);
    } finally {
      chat.pressed.delete(key);
      element.classList.remove("busy");
      element.removeAttribute("aria-busy");
      for (const again of this.rows.get(message.id)?.querySelectorAll(".busy") || []) again.classList.remove("busy");
    }
  }
}
