"""Tests talk: the union with its people and the bot, against a real server on loopback."""

import asyncio
import itertools
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot import web
from bot.app import App, build, derived
from bot.pacing import Pace
from bot.serving import Serving
from config.settings import Settings
from sandbox import halfyear, saobien
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram, serve
from sandbox.telegram.cast import settle
from sandbox.zalo import Address, Switches
from sandbox.zalo import serve as serve_zalo
from sandbox.zalo.cast import GROUP, zalo_id
from sandbox.zalo.cast import settle as settle_zalo
from storage.work import open_work
from tests.person import Person
from tests.typed import Typed
from union.calendar import moment

SECRET = "a secret that only the tests use, 32+"
QUICK = Pace(
    look_every=0.5,
    first_retry=0.01,
    longest_retry=0.05,
    unasked_a_second=10_000,
    zalo_poll=0.2,
    group_a_minute=10_000,
)
START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam


@dataclass
class Mode:
    """How a scenario is run: which database, how updates come, whether processes last."""

    database: str
    door: str = "polling"  # polling | webhook
    fresh: bool = False  # a newly built bot for every message
    platform: str = "telegram"  # telegram | zalo

    def __str__(self) -> str:
        platform = "" if self.platform == "telegram" else f"{self.platform}-"
        return f"{platform}{self.database}-{self.door}{'-fresh' if self.fresh else ''}"


@dataclass
class Town:
    """The union, its people and the bot, on one platform."""

    world: Any  # the Telegram or the Zalo of the sandbox
    settings: Settings
    clock: MovableClock
    mode: Mode
    union_id: int = 0
    app: App = None  # type: ignore[assignment]
    _serving: Serving | None = None
    _hook_port: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    _renewing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wake(self) -> None:
        """Start the bot, as `congdoan run` does."""
        settings = self.settings
        if self.mode.door == "webhook":
            self._hook_port = self._hook_port or free_port()
            settings = settings.model_copy(
                update={"public_url": f"http://127.0.0.1:{self._hook_port}"}
            )
        self.app = build(settings, self.clock, QUICK)
        if self.mode.door == "webhook":
            self._serving = Serving(web.routes(self.app), "127.0.0.1", self._hook_port)
            await self._serving.start()
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
        await self.app.idle()

    async def after(self, update: dict[str, Any]) -> None:
        number = update.get("update_id") or update.get("number")
        await asyncio.wait_for(self.world.acknowledged(number), 30)
        await asyncio.wait_for(self.app.idle(), 30)
        if self.mode.fresh:
            async with self._renewing:  # two may have spoken at once
                await self.sleep()
                await self.wake()

    async def listened(self) -> None:
        """Until the bot asks, where a platform loses what is said to one that does not."""
        deaf = self.mode.platform == "zalo" and not self.world.switches.keeps_when_deaf
        while deaf and not (self.world.updates.by_webhook or self.world.updates.polls):
            await asyncio.sleep(0)

    async def clock_to(self, *when: int, hour: int = 7, minute: int = 30) -> None:
        """Play every moment the jobs care about up to a day (year, month, day) and hour."""
        goal = moment(date(*when), time(hour, minute))
        while True:
            step = min(self.app.ticker.next_moment(self.clock.now()), goal)
            self.clock.move_to(step)
            await self.app.ticker.tick(self.clock.now())
            await self.app.idle()
            if step == goal:
                return

    async def jump_to(self, *when: int, hour: int = 7, minute: int = 30) -> None:
        """An outage: nothing ran in between."""
        self.clock.move_to(moment(date(*when), time(hour, minute)))
        await self.app.ticker.tick(self.clock.now())
        await self.app.idle()

    async def pauses(self) -> None:
        """Eleven minutes in which nobody says anything: what waited for a list to end goes out."""
        self.clock.move_by(timedelta(minutes=11))
        await self.app.idle()

    @property
    def rewrites(self) -> bool:
        """Whether what was sent can be rewritten where it stands; on Zalo nothing can."""
        return self.mode.platform == "telegram"

    def rewritten(self, message: Any, words: str) -> bool:
        """The card says what became of it; on Zalo it stays, and whoever answers it is told."""
        return not self.rewrites or (words in message.text and not message.markup)

    @property
    def bot_link(self) -> str:
        """Where the private chat with the bot opens."""
        (bot,) = self.app.house.bots.values()
        return bot.link()

    @staticmethod
    def shown(message: Any) -> str:
        """A message with whatever stands below it."""
        return f"{message.text} {getattr(message, 'markup', None)}"

    def work(self) -> Any:
        """A transaction on the union, for looking at rows."""
        return open_work(self.app.engine, self.union_id, self.clock.now())

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


_ports = itertools.cycle(range(15_000, 32_000))
for _ in range(os.getpid() * 97 % 17_000):  # each process begins elsewhere
    next(_ports)


def free_port() -> int:
    """Known before the bot is built. Below the ports that connections take of themselves: it must
    still be free after a pause."""
    for port in _ports:
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port
    raise LookupError("every port is taken")


def group_says(town: Town, chat: Any = saobien.GROUP) -> list[str]:
    """What the bot has said in the group."""
    chat = GROUP if town.mode.platform == "zalo" else chat
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
    history: bool = False,
    switches: Switches | None = None,
    founded: int | None = None,
) -> AsyncIterator[Town]:
    """The union Sao Biển on a loopback platform; `members` are already in the chat.

    `history`: with the half year behind it that the demo has. `switches`: how this Zalo behaves
    where its sources disagree. `founded`: the union that is in the database already, with them.
    """
    clock = MovableClock(start, frozen=True)
    world, served = _world(mode, clock)
    if switches is not None:
        world.switches = world.updates.switches = world.webhook.switches = switches
    async with served as address:
        settings = _settings(mode, world, address, database_url)
        made = Town(world, settings, clock, mode)
        made.people = {key: Person(made, key, id_on(mode, id)) for key, id in PEOPLE.items()}
        try:
            here = {id_on(mode, PEOPLE[key]): MEMBERS[PEOPLE[key]] for key in members}
            made.union_id = founded or await _found(made, here, history)
            _have_met(made, here)
            await made.wake()
            yield made
        finally:
            if made.app is not None:
                await made.sleep()


def id_on(mode: Mode, id: int) -> Any:
    """A person's id on the platform of the scenario."""
    return zalo_id(id) if mode.platform == "zalo" else id


def _world(mode: Mode, clock: MovableClock) -> tuple[Any, Any]:
    """The platform with the people in it, and what serves it."""
    if mode.platform == "zalo":
        made = Typed(now=clock)
        settle_zalo(made)
        return made, serve_zalo(made)
    world = Telegram(now=clock)
    settle(world)
    return world, serve(world)


def _settings(mode: Mode, world: Any, address: Address, url: str) -> Settings:
    reached = _reached(mode, world, address)
    return Settings(_env_file=None, database_url=url, secret_key=SECRET, **reached)


def _reached(mode: Mode, world: Any, address: Address) -> dict[str, Any]:
    """The settings by which the bot reaches it."""
    if mode.platform == "zalo":
        return {"zalo": {"token": world.token, "api_url": address.bot_url}}
    return {
        "telegram": {
            "token": world.token,
            "api_url": address.bot_url,
            "file_url": address.file_url,
        }
    }


async def _found(made: Town, here: dict[Any, str], history: bool) -> int:
    """The union's number; `here` is who is in the chat under which id."""
    began = halfyear.BEGAN if history else made.clock.now()
    app = build(made.settings, made.clock, QUICK)
    await app.open()
    union_id = await saobien.found(app.engine, derived(made.settings, "codes"), began)
    await saobien.settle(app.engine, union_id, next(iter(app.channels)), began, here)
    if history:
        await halfyear.write(app.engine, union_id)
    await app.stop()
    return union_id


def _have_met(made: Town, here: dict[Any, str]) -> None:
    for person in here:
        if made.mode.platform == "zalo":
            made.world.people[person].met = True
        else:
            made.world.people[person].started = True


async def founded(mode: Mode, url: str, members: tuple[str, ...], start: datetime) -> int:
    """The same union in a database that others are copied from: its number."""
    clock = MovableClock(start, frozen=True)
    world, served = _world(mode, clock)
    async with served as address:
        settings = _settings(mode, world, address, url)
        here = {id_on(mode, PEOPLE[key]): MEMBERS[PEOPLE[key]] for key in members}
        return await _found(Town(world, settings, clock, mode), here, history=False)
