"""The union Sao Biển on a loopback Telegram, whose bot lives in a process that may die."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import derived
from config.settings import Settings
from sandbox import saobien
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram, serve
from sandbox.telegram.cast import settle
from storage.bots import known_bot
from storage.engine import open_engine
from storage.models import chats, outbox
from storage.outbox import LEASE_MS
from storage.work import open_work
from tests.chat import MEMBERS, PEOPLE, SECRET, START, Mode, free_port
from tests.crash.lives import PATIENCE, Died, Life, Telephone
from tests.person import Person
from union.calendar import moment
from union.consents import Answer, Purpose

PACE = {"look_every": 0.05, "first_retry": 0.01, "longest_retry": 0.05,
        "unasked_a_second": 10_000, "group_a_minute": 10_000}  # fmt: skip
HERE = ("an", "bich", "chi", "dung", "giang")
MOST_LIVES = 80
Heard = tuple[str, str]  # a chat, and what was said in it


@dataclass
class Village:
    """One bot at a time; when it dies, the next is born and goes on."""

    world: Telegram
    settings: dict[str, Any]
    clock: MovableClock
    engine: AsyncEngine
    telephone: Telephone
    union_id: int
    point: str | None = None
    first: int = 1
    every: int = 2
    life: Life | None = None
    deaths: int = 0
    stuck: int = 0  # deaths since something was last settled
    gaps: Counter[Heard] = field(default_factory=Counter)  # what was on its way when it died
    people: dict[str, Person] = field(default_factory=dict)
    mode: Mode = field(default_factory=lambda: Mode("sqlite"))  # on Telegram; Person asks
    logs: list[Path] = field(default_factory=list)

    # --- life and death ---------------------------------------------------------------------

    async def _alive(self) -> Life:
        if self.life is None:
            self.life = await self.born(self._order())
            await self.life.heard()
        return self.life

    async def born(self, order: dict[str, Any]) -> Life:
        life = await self.telephone.life(order)
        self.logs.append(life.log)
        return life

    def nothing_secret_was_logged(self) -> None:
        secret = self.world.token.partition(":")[2]
        assert [log for log in self.logs if secret in log.read_text()] == []

    def _order(self) -> dict[str, Any]:
        order = {"settings": self.settings, "now": self.clock.now().isoformat(), "pace": PACE}
        if self.point is None or self.deaths >= MOST_LIVES:
            return order
        # Two chats side by side pass a point twice before anything is done: go further each time.
        passes = self.stuck + (self.every if self.deaths else self.first)
        return order | {"point": self.point, "passes": passes}

    async def _bury(self) -> None:
        """The next process finds what the last one left, a minute later."""
        assert self.life is not None
        assert await self.life.buried() == 9, self.life.log.read_text()
        self.life, self.deaths, self.stuck = None, self.deaths + 1, self.stuck + 1
        assert self.deaths < MOST_LIVES, "it dies and dies, and nothing gets done"
        async with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # What it had in hand must be over, one way or the other, before we look.
                await connection.execute(text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                ))  # fmt: skip
            await self.look_at_gaps(connection)
            aged = outbox.c.claimed_until - LEASE_MS
            held = outbox.c.claimed_until > 0
            await connection.execute(update(outbox).where(held).values(claimed_until=aged))

    async def look_at_gaps(self, connection: Any) -> None:
        """Claimed and unmarked: only these may reach somebody twice."""
        rows = await connection.execute(
            select(chats.c.external, outbox.c.body)
            .join(chats, chats.c.id == outbox.c.chat_id)
            .where(outbox.c.state == "waiting", outbox.c.claimed_until > 0)
        )
        self.gaps.update((row.external, (row.body or {}).get("text", "")) for row in rows)

    def as_written(self, text: str) -> str:
        """What was sent, as the outbox keeps it."""
        return text

    # --- what a story does ------------------------------------------------------------------

    async def settled(self) -> None:
        """Every update taken and every message out, however many lives it costs."""
        while True:
            try:
                life = await self._alive()
                await _before_death(life, self.world.settled())
                await life.ask("idle")
                self.stuck = 0
                return
            except Died:
                await self._bury()

    async def listened(self) -> None:
        """Nothing: what is said while the bot is dead waits for its next life."""

    async def after(self, made: dict[str, Any]) -> None:
        await self.settled()

    async def clock_to(self, *when: int, hour: int, minute: int) -> None:
        """The clock jumps; a process that dies of it leaves the moment to the next one."""
        self.clock.move_to(moment(date(*when), time(hour, minute)))
        while True:
            try:
                life = await self._alive()
                await life.ask(f"move {self.clock.now().isoformat()}")
                return await self.settled()
            except Died:
                await self._bury()

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


async def _before_death(life: Life, wanted: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(wanted), asyncio.create_task(life.gone())]
    done, _ = await asyncio.wait(tasks, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if tasks[0] in done:
        return
    assert done, f"nothing happens any more:\n{life.log.read_text()}"
    raise Died


# --- founding -------------------------------------------------------------------------------


@asynccontextmanager
async def village(
    telephone: Telephone, database_url: str, door: str = "polling", **options: Any
) -> AsyncIterator[Village]:
    """Members in the chat, a group that greets, and Dũng who agreed to be greeted in it."""
    clock = MovableClock(START, frozen=True)
    world = Telegram(now=clock, webhook_backoff=(0.01, 0.05))
    settle(world)
    for key in HERE:
        world.people[PEOPLE[key]].started = True
    world.chats[saobien.GROUP].bot = "member"
    engine = open_engine(database_url)
    async with serve(world) as address:
        reached = {"telegram": {"token": world.token, "api_url": address.bot_url}}
        told = settings(database_url, door, reached)
        bot_id = await known_bot(engine, "telegram", str(world.bot_id), world.username)
        union_id = await found(engine, told, clock.now(), bot_id)
        await saobien.link_group(engine, union_id, bot_id, clock.now())
        made = Village(world, told, clock, engine, telephone, union_id, **options)
        async with inhabited(made):
            yield made


@asynccontextmanager
async def inhabited(made: Village, id_of: Callable[[int], Any] = int) -> AsyncIterator[None]:
    """With its people; at the end no token may stand in any log."""
    made.people = {key: Person(made, key, id_of(id)) for key, id in PEOPLE.items()}  # type: ignore[arg-type]
    try:
        yield
        made.nothing_secret_was_logged()
    finally:
        if made.life is not None:
            await made.life.stops()
        await made.engine.dispose()


def settings(database_url: str, door: str, reached: dict[str, Any]) -> dict[str, Any]:
    listen = f"127.0.0.1:{free_port() if door == 'webhook' else 0}"
    public_url = f"http://{listen}" if door == "webhook" else ""
    told = {"database_url": database_url, "secret_key": SECRET}
    return told | reached | {"listen": listen, "public_url": public_url}


async def found(
    engine: AsyncEngine,
    told: dict[str, Any],
    now: datetime,
    bot_id: int,
    id_of: Callable[[int], Any] = int,
) -> int:
    key = derived(Settings(_env_file=None, **told), "codes")
    union_id = await saobien.found(engine, key, now)
    here = {id_of(PEOPLE[key]): MEMBERS[PEOPLE[key]] for key in HERE}
    await saobien.settle(engine, union_id, bot_id, now, here)
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        (dung,) = await work.members.by_name(MEMBERS[saobien.DUNG])
        await work.consents.record(dung.id, Purpose.BIRTHDAY, Answer.GROUP)
    return union_id
