"""Tests talk: people who say, tap and hear, against a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from bot import web
from bot.app import App, build, derived
from bot.pacing import Pace
from bot.serving import Serving
from config.settings import Settings
from sandbox import saobien
from sandbox.clock import MovableClock
from sandbox.telegram import OWN, Message, Telegram, serve
from sandbox.telegram.cast import settle
from storage.work import open_work
from union.calendar import moment

SECRET = "a secret that only the tests use, 32+"
QUICK = Pace(
    look_every=0.05,
    first_retry=0.01,
    longest_retry=0.05,
    unasked_a_second=10_000,
    group_a_minute=10_000,
)
START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam


@dataclass
class Mode:
    """How a scenario is run: which database, how updates come, whether processes last."""

    database: str
    door: str = "polling"  # polling | webhook
    fresh: bool = False  # a newly built bot for every message

    def __str__(self) -> str:
        return f"{self.database}-{self.door}{'-fresh' if self.fresh else ''}"


@dataclass
class Town:
    """The union, its people and the bot, on one platform."""

    world: Telegram
    settings: Settings
    clock: MovableClock
    mode: Mode
    union_id: int = 0
    app: App = None  # type: ignore[assignment]
    _serving: Serving | None = None
    _hook_port: int = 0
    people: dict[str, "Person"] = field(default_factory=dict)

    async def wake(self) -> None:
        """Start the bot, as `congdoan run` does."""
        settings = self.settings
        if self.mode.door == "webhook":
            settings = settings.model_copy(
                update={"public_url": f"http://127.0.0.1:{self._hook_port}"}
            )
        self.app = build(settings, self.clock, QUICK)
        if self.mode.door == "webhook":
            self._serving = Serving(web.routes(self.app), "127.0.0.1", self._hook_port)
            await self._serving.start()
            self._hook_port = self._serving.port
            if not settings.public_url.endswith(str(self._hook_port)):
                self.app.settings = settings.model_copy(
                    update={"public_url": f"http://127.0.0.1:{self._hook_port}"}
                )
        await self.app.start(tick=False)

    async def sleep(self) -> None:
        """Stop the bot, as SIGTERM does."""
        await self.app.stop()
        if self._serving is not None:
            await self._serving.stop()
            self._serving = None

    async def settled(self) -> None:
        """Every update taken, every message out."""
        await self.world.settled()
        await self.app.sender.idle()

    async def after(self, update: dict[str, Any]) -> None:
        await asyncio.wait_for(self.world.acknowledged(update.get("update_id")), 30)
        await asyncio.wait_for(self.app.sender.idle(), 30)
        if self.mode.fresh:
            await self.sleep()
            await self.wake()

    async def clock_to(self, *when: int, hour: int = 7, minute: int = 30) -> None:
        """Play every moment the jobs care about up to a day (year, month, day) and hour."""
        goal = moment(date(*when), time(hour, minute))
        while True:
            step = min(self.app.ticker.next_moment(self.clock.now()), goal)
            self.clock.move_to(step)
            await self.app.ticker.tick(self.clock.now())
            await self.app.sender.idle()
            if step == goal:
                return

    async def jump_to(self, *when: int, hour: int = 7, minute: int = 30) -> None:
        """An outage: nothing ran in between."""
        self.clock.move_to(moment(date(*when), time(hour, minute)))
        await self.app.ticker.tick(self.clock.now())
        await self.app.sender.idle()

    def work(self) -> Any:
        """A transaction on the union, for looking at rows."""
        return open_work(self.app.engine, self.union_id, self.clock.now())

    def __getattr__(self, name: str) -> "Person":
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


class Person:
    """Somebody with a phone: says, taps, shares; hears what the bot answered since."""

    def __init__(self, town: Town, key: str, id: int) -> None:
        self.town, self.key, self.id = town, key, id
        self._read = 0
        self.said = 0  # messages and taps of theirs, for counting

    @property
    def world(self) -> Telegram:
        return self.town.world

    def _messages(self) -> list[Message]:
        return [m for m in self.world.messages(self.id) if m.from_bot]

    def _turn(self) -> None:
        self.said += 1
        self._read = max((m.changed for m in self._messages()), default=self._read)

    async def says(self, *texts: str) -> None:
        for text in texts:
            self._turn()
            await self.town.after(self.world.says(self.id, text))

    async def says_in(self, chat: int, text: str) -> None:
        self._turn()
        await self.town.after(self.world.says(self.id, text, chat))

    async def starts(self, payload: str = "") -> None:
        self._turn()
        await self.town.after(self.world.starts(self.id, payload))

    async def shares_number(self, phone: str | None = None, of: Any = OWN) -> None:
        self._turn()
        await self.town.after(self.world.shares_contact(self.id, phone, of))

    async def sends_file(self, name: str, content: bytes, mime: str = "text/plain") -> None:
        self._turn()
        await self.town.after(self.world.sends_document(self.id, name, content, mime))

    async def sends_voice(self) -> None:
        self._turn()
        await self.town.after(self.world.sends_voice(self.id))

    async def sends_sticker(self) -> None:
        self._turn()
        await self.town.after(self.world.sends_sticker(self.id))

    async def taps(self, label: str, *more: str) -> None:
        for wanted in (label, *more):
            message, data = self.button(wanted)
            self._turn()
            await self.town.after(self.world.taps(self.id, self.id, message.id, data))

    def button(self, label: str) -> tuple[Message, str]:
        """The newest message that offers this choice, and what it carries."""
        for message in reversed(self._messages()):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    if key["text"].startswith(label) and "callback_data" in key:
                        return message, key["callback_data"]
        raise AssertionError(f"{self.key} sees no “{label}” in:\n{self.screen()}")

    def offers(self, label: str) -> bool:
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

    def screen(self) -> str:
        return "\n---\n".join(m.text for m in self.world.messages(self.id)[-6:])


def group_says(town: Town, chat: int = saobien.GROUP) -> list[str]:
    """What the bot has said in the group."""
    return [m.text for m in town.world.messages(chat) if m.from_bot]


PEOPLE = {
    "an": saobien.AN,
    "bich": saobien.BICH,
    "chi": saobien.CHI,
    "dung": saobien.DUNG,
    "giang": saobien.GIANG,
    "khach": saobien.KHACH,
}
MEMBERS = {id: name for id, (name, *_) in zip(PEOPLE.values(), saobien.CAST, strict=False)}


@asynccontextmanager
async def town(
    mode: Mode,
    database_url: str,
    *,
    members: tuple[str, ...] = ("bich", "chi", "dung", "giang"),
    start: datetime = START,
) -> AsyncIterator[Town]:
    """The union Sao Biển on a loopback Telegram; `members` are already in the chat."""
    clock = MovableClock(start, frozen=True)
    world = Telegram(now=clock)
    settle(world)
    async with serve(world) as address:
        settings = Settings(
            _env_file=None,
            database_url=database_url,
            secret_key=SECRET,
            telegram={
                "token": world.token,
                "api_url": address.bot_url,
                "file_url": address.file_url,
            },
        )
        made = Town(world, settings, clock, mode)
        made.people = {key: Person(made, key, id) for key, id in PEOPLE.items()}
        try:
            await _found(made, members)
            await made.wake()
            yield made
        finally:
            if made.app is not None:
                await made.sleep()


async def _found(made: Town, members: tuple[str, ...]) -> None:
    app = build(made.settings, made.clock, QUICK)
    await app.open()
    key = derived(made.settings, "codes")
    made.union_id = await saobien.found(app.engine, key, made.clock.now())
    bot_id = next(iter(app.channels))
    here = {PEOPLE[key]: MEMBERS[PEOPLE[key]] for key in members}
    await saobien.settle(app.engine, made.union_id, bot_id, made.clock.now(), here)
    for person in here:
        made.world.people[person].started = True
    await app.stop()
