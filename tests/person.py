"""People who say, tap and hear: the same words on Telegram and on Zalo."""

import re
from typing import TYPE_CHECKING, Any

import httpx

from sandbox.telegram import OWN, Message
from sandbox.zalo.cast import GROUP

if TYPE_CHECKING:
    from tests.chat import Town

ASKED_BACK = "Vừa có hai tin cùng hỏi"  # two lists are open, and a number fits both


class Person:
    """Somebody with a phone: says, taps, shares; hears what the bot answered since."""

    def __init__(self, town: "Town", key: str, id: Any) -> None:
        self.town, self.key, self.id = town, key, id
        self._read = 0
        self.said = 0  # messages and taps of theirs, for counting

    @property
    def world(self) -> Any:
        return self.town.world

    @property
    def on_zalo(self) -> bool:
        return self.town.mode.platform == "zalo"

    def _messages(self) -> list[Message]:
        return [m for m in self.world.messages(self.id) if m.from_bot]

    def _turn(self) -> None:
        self.said += 1
        self._read = max((m.changed for m in self._messages()), default=self._read)

    async def says(self, *texts: str) -> None:
        for text in texts:
            self._turn()
            await self.town.listened()
            await self.town.after(self.world.says(self.id, text))

    async def says_in(self, chat: int, text: str) -> None:
        """In a group; on Zalo only what mentions the bot reaches it."""
        self._turn()
        await self.town.listened()
        if self.on_zalo:
            meant = text.startswith("/") or "@congdoan_bot" in text
            text = text.replace("@congdoan_bot", "").strip()
            await self.town.after(self.world.says(self.id, text, GROUP, mention=meant))
            return
        await self.town.after(self.world.says(self.id, text, chat))

    async def starts(self, payload: str = "") -> None:
        """Opens the bot; Zalo knows no link that carries something, so it is typed."""
        self._turn()
        if self.on_zalo:
            await self.town.after(self.world.says(self.id, payload or "alo"))
            return
        await self.town.after(self.world.starts(self.id, payload))

    async def shares_number(self, phone: str | None = None, of: Any = OWN) -> None:
        self._turn()
        await self.town.after(self.world.shares_contact(self.id, phone, of))

    async def sends_file(self, name: str, content: bytes, mime: str = "text/plain") -> None:
        """On Zalo the bot learns only that there was something."""
        self._turn()
        if self.on_zalo:
            await self.town.after(self.world.sends_file(self.id))
            return
        await self.town.after(self.world.sends_document(self.id, name, content, mime))

    async def sends_voice(self) -> None:
        self._turn()
        await self.town.after(self.world.sends_voice(self.id))

    async def sends_sticker(self) -> None:
        self._turn()
        await self.town.after(self.world.sends_sticker(self.id))

    async def taps(self, label: str, *more: str) -> None:
        for wanted in (label, *more):
            if self.on_zalo:
                await self._chooses(wanted)
                continue
            message, data = self.button(wanted)
            self._turn()
            await self.town.after(self.world.taps(self.id, self.id, message.id, data))

    async def taps_late(self, label: str) -> None:
        """A button of a message long ago; on Zalo lists end, so its words are said."""
        await (self.says(label) if self.on_zalo else self.taps(label))

    async def _chooses(self, label: str) -> None:
        """By its number, or its word; asked which of two lists was meant, by the words."""
        await self.says(self.number_of(label)[1])
        if ASKED_BACK in self.news:
            self._turn()
            await self.town.after(self.world.says(self.id, self.number_of(label)[1]))

    def button(self, label: str) -> tuple[Any, str]:
        """The newest message that offers this choice, and what it carries (or what is typed)."""
        if self.on_zalo:
            return self.number_of(label)
        for message in reversed(self._messages()):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    if key["text"].startswith(label) and "callback_data" in key:
                        return message, key["callback_data"]
        raise AssertionError(f"{self.key} sees no “{label}” in:\n{self.screen()}")

    def number_of(self, label: str) -> tuple[Any, str]:
        """Where a choice stands on Zalo, and what is typed for it: its number or its words."""
        word = label.lower().removesuffix(" thêm")
        for message in reversed(self._messages()):
            *_, last = message.text.splitlines() or [""]
            if last.startswith(("Trả lời “", "Có thể trả lời “")):
                for said in re.findall(r"“([^”]+)”", last):
                    if said.lower().startswith(word):
                        return message, str(said)
            tins = re.findall(r"• (Tin \d): “[^”]*” → (.*)", message.text)
            if tins and tins[0][1].startswith(label):
                return message, str(tins[0][0])
            for line in message.text.splitlines():
                number, dot, said = line.partition(". ")
                if dot and number.isdigit() and said.startswith(label):
                    return message, number
        raise AssertionError(f"{self.key} sees no “{label}” in:\n{self.screen()}")

    def offers(self, label: str) -> bool:
        if self.on_zalo:
            last = self._messages()[-1].text if self._messages() else ""
            return f". {label}" in last or f"“{label.lower()}" in last.lower()
        last = self._messages()[-1] if self._messages() else None
        keys = [
            key["text"]
            for row in ((last.markup or {}) if last else {}).get("inline_keyboard", [])
            for key in row
        ]
        return any(key.startswith(label) for key in keys)

    @property
    def news(self) -> str:
        """What the bot said or rewrote since this person last did something."""
        return "\n".join(m.text for m in self._messages() if m.changed > self._read)

    def hears(self, *parts: str) -> bool:
        missing = [part for part in parts if part not in self.news]
        if missing:
            raise AssertionError(
                f"{self.key} did not hear {missing}; heard:\n{self.news or '(nothing)'}"
            )
        return True

    def hears_nothing(self) -> bool:
        if self.news:
            raise AssertionError(f"{self.key} heard:\n{self.news}")
        return True

    def mark(self) -> None:
        """From here on, `news` is what comes next."""
        self._read = max((m.changed for m in self._messages()), default=0)

    async def file(self) -> bytes:
        """The newest file the bot gave; on Zalo it is fetched by its link, opened by its code."""
        if not self.on_zalo:
            (*_, sent) = [m for m in self._messages() if m.document]
            return bytes(sent.document.data)
        found = re.findall(r"(http\S+/f/\w+) \(mã mở (\d{4})", "\n".join(self._texts()))
        link, code = found[-1]
        async with httpx.AsyncClient() as browser:
            opened = await browser.post(link, data={"code": code})
        assert opened.status_code == 200, opened.text
        return opened.content

    def files(self) -> int:
        """How many files the bot gave."""
        if self.on_zalo:
            return sum("/f/" in text for text in self._texts())
        return sum(bool(m.document) for m in self._messages())

    def _texts(self) -> list[str]:
        return [m.text for m in self._messages()]

    def screen(self) -> str:
        return "\n---\n".join(m.text for m in self.world.messages(self.id)[-6:])
