// Below the conversation: the line one writes, the bot's command menu, its keyboard, a file waiting to go.
import { icon, make, plain, size } from "./words.js";

const $ = (id) => document.getElementById(id);

export class Composer {
  constructor({ onSay, onFile, onContact }) {
    this.on = { say: onSay, file: onFile, contact: onContact };
    this.drafts = new Map();
    this.commands = [];
    this.chosen = 0;
    this.keysHidden = false;
    this.listen();
  }

  listen() {
    const box = $("write");
    box.addEventListener("input", () => { this.grow(); this.suggest(); });
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) { event.preventDefault(); this.pick(event.clipboardData.files[0]); }
    });
    $("write-form").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    $("attach").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => { if ($("file").files[0]) this.pick($("file").files[0]); });
    $("picked").querySelector("button").addEventListener("click", () => this.pick(null));
    $("reply-to").querySelector("button").addEventListener("click", () => this.replyTo(null));
    $("slash").addEventListener("click", () => this.toggleCommands());
    $("keys-toggle").addEventListener("click", () => { this.keysHidden = !this.keysHidden; this.drawKeys(); });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("#commands, #slash, #write")) this.closeCommands();
    });
    this.listenForDrops($("talk"));
  }

  listenForDrops(target) {
    let depth = 0;
    const over = (on) => { $("drop").hidden = !on; };
    target.addEventListener("dragenter", (e) => { if (e.dataTransfer.types.includes("Files")) { depth += 1; over(true); } });
    target.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) over(false); });
    target.addEventListener("dragover", (e) => e.preventDefault());
    target.addEventListener("drop", (e) => {
      e.preventDefault();
      depth = 0;
      over(false);
      if (e.dataTransfer.files[0]) this.pick(e.dataTransfer.files[0]);
    });
  }

  open(view, placeholder) {
    if (this.view) this.drafts.set(this.view, $("write").value);
    this.view = view;
    $("write").value = this.drafts.get(view) || "";
    $("write").placeholder = placeholder;
    this.pick(null);
    this.replyTo(null);
    this.closeCommands();
    this.grow();
  }

  fill(text) {
    $("write").value = text;
    this.grow();
    if (matchMedia("(hover: hover)").matches) $("write").focus(); // on a phone the keyboard would cover half the page
  }

  grow() {
    const box = $("write");
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
    $("send").classList.toggle("ready", Boolean(box.value.trim() || this.file));
  }

  pick(file) {
    this.file = file;
    $("picked").hidden = !file;
    if (file) $("picked").querySelector("span").textContent = `${file.name} · ${size(file.size)}`;
    else $("file").value = "";
    this.grow();
    if (file) $("write").focus();
  }

  replyTo(message) {
    this.reply = message;
    $("reply-to").hidden = !message;
    if (!message) return;
    $("reply-to").querySelector("span").textContent = `Trả lời: ${(message.text || "tin này").slice(0, 80)}`;
    $("write").focus();
  }

  async submit() {
    const { file, reply } = this;
    const text = $("write").value.trim();
    if (!text && !file) return $("write").focus();
    this.closeCommands();
    $("write").value = "";
    this.pick(null);
    this.replyTo(null);
    this.grow();
    const sent = file ? await this.on.file(file, text) : await this.on.say(text, reply?.id);
    if (!sent && !$("write").value) this.fill(text);
  }

  // Commands

  setCommands(commands) {
    this.commands = commands;
    $("slash").hidden = commands.length === 0;
  }

  matching() {
    const typed = $("write").value;
    if (!/^\/\S*$/.test(typed)) return [];
    const wanted = plain(typed.slice(1));
    return this.commands.filter((c) => c.command.startsWith(wanted) || (wanted.length > 1 && plain(c.description).includes(wanted)));
  }

  toggleCommands() {
    if (!$("commands").hidden) return this.closeCommands();
    if (!$("write").value.startsWith("/")) this.fill("/");
    $("write").focus();
    this.suggest();
  }

  suggest() {
    const found = this.matching();
    if (!found.length) return this.closeCommands();
    this.chosen = 0;
    $("commands").replaceChildren(...found.map((c, at) => make("button",
      { type: "button", role: "option", tabindex: "-1", id: `command-${at}`, onclick: () => this.run(c) },
      make("b", {}, `/${c.command}`), make("span", {}, c.description))));
    $("commands").hidden = false;
    $("slash").setAttribute("aria-expanded", "true");
    this.choose(0);
  }

  choose(at) {
    const rows = [...$("commands").children];
    this.chosen = (at + rows.length) % rows.length;
    rows.forEach((row, n) => row.setAttribute("aria-selected", n === this.chosen));
    rows[this.chosen].scrollIntoView({ block: "nearest" });
    $("write").setAttribute("aria-activedescendant", `command-${this.chosen}`);
  }

  closeCommands() {
    $("commands").hidden = true;
    $("slash").setAttribute("aria-expanded", "false");
    $("write").removeAttribute("aria-activedescendant");
  }

  run(command) {
    $("write").value = `/${command.command}`;
    this.submit();
  }

  key(event) {
    if (event.isComposing) return; // a Vietnamese keyboard is still putting an accent on
    if (!$("commands").hidden && this.keyInCommands(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  keyInCommands(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) this.choose(this.chosen + moves[event.key]);
    else if (event.key === "Escape") this.closeCommands();
    else if (event.key === "Tab" && !event.shiftKey) this.fill(`/${this.matching()[this.chosen].command} `), this.closeCommands();
    else if (event.key === "Enter" && !event.shiftKey) this.run(this.matching()[this.chosen]);
    else return false;
    return true;
  }

  // The bot's keyboard

  setKeys(lines) {
    const same = JSON.stringify(lines) === JSON.stringify(this.lines);
    this.lines = lines;
    if (!same) this.keysHidden = false;
    this.drawKeys();
  }

  drawKeys() {
    const there = Boolean(this.lines?.length);
    $("keys-toggle").hidden = !there;
    $("keys-toggle").setAttribute("aria-expanded", String(there && !this.keysHidden));
    $("keys").hidden = !there || this.keysHidden;
    $("keys").replaceChildren(...(this.lines || []).map((line) => make("div", { class: "keys-line" },
      ...line.map((key) => make("button", { type: "button", class: key.contact ? "contact" : null,
        onclick: () => (key.contact ? this.on.contact() : this.on.say(key.text)) },
      key.contact ? icon("phone") : null, key.text)))));
  }
}
