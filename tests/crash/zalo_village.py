"""The same village on Zalo: an inbox between the platform and whoever hears, and people who
say again what was never taken."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from sandbox import saobien
from sandbox.clock import MovableClock
from sandbox.zalo import Switches, serve
from sandbox.zalo.cast import GROUP, settle, zalo_id
from storage.bots import known_bot
from storage.engine import open_engine
from storage.inbox import LEASE_MS
from storage.models import heard, inbox
from storage.work import open_work
from tests.chat import PEOPLE, START, Mode
from tests.crash.lives import Telephone
from tests.crash.village import HERE, PACE, Village, found, inhabited, settings
from tests.typed import Typed

CHOICES = re.compile(r"\d+\. |Trả lời “|Có thể trả lời “")
PATIENT = 10_000  # a platform that tries again for ever


class OnZalo(Village):
    """What was claimed to be heard is free again a minute later, too."""

    def _order(self) -> dict[str, Any]:
        return super()._order() | {"pace": PACE | {"zalo_poll": 0.2}}

    async def _bury(self) -> None:
        await super()._bury()
        async with self.engine.begin() as connection:
            aged = inbox.c.claimed_until - LEASE_MS
            held = inbox.c.claimed_until > 0
            await connection.execute(update(inbox).where(held).values(claimed_until=aged))

    async def after(self, made: dict[str, Any]) -> None:
        """Whoever gets no answer because nothing was taken says it once more."""
        await self.settled()
        while self.world.updates.all[made["number"]].dropped:
            text = made["body"]["message"]["text"]
            made = self.world.says(made["body"]["message"]["from"]["id"], text)
            await self.settled()

    def as_written(self, text: str) -> str:
        """Without the choices, which stand below it."""
        lines = text.split("\n")
        while len(lines) > 1 and CHOICES.match(lines[-1]):
            lines.pop()
        return "\n".join(lines)

    async def never_heard(self) -> list[str]:
        """Words the platform was told are taken, and nobody has heard."""
        async with self.engine.begin() as connection:
            keys = set((await connection.execute(select(heard.c.key))).scalars())
            left = (await connection.execute(select(inbox.c.key))).scalars().all()
        assert left == [], "something kept was never heard"
        return [
            update.body["message"].get("text", "")
            for update in self.world.updates.all.values()  # type: ignore[attr-defined]
            if update.handed_out
            and update.acknowledged
            and not update.dropped
            and update.body["message"]["message_id"] not in keys
        ]


@asynccontextmanager
async def on_zalo(
    telephone: Telephone,
    database_url: str,
    door: str = "webhook",
    retries: int = PATIENT,
    **options: Any,
) -> AsyncIterator[OnZalo]:
    """Members in the chat, a group that greets, and Dũng who agreed to be greeted in it."""
    clock = MovableClock(START, frozen=True)
    world = Typed(now=clock, switches=Switches(webhook_retries=retries))
    settle(world)
    for key in HERE:
        world.people[zalo_id(PEOPLE[key])].met = True
    engine = open_engine(database_url)
    async with serve(world) as address:
        reached = {"zalo": {"token": world.token, "api_url": address.bot_url}}
        told = settings(database_url, door, reached)
        bot_id = await known_bot(engine, "zalo", world.bot_id, world.name)
        union_id = await found(engine, told, clock.now(), bot_id, zalo_id)
        await _link_group(engine, union_id, bot_id, clock.now())
        made = OnZalo(world, told, clock, engine, telephone, union_id, **options)  # type: ignore[arg-type]
        made.mode = Mode("sqlite", door, platform="zalo")
        async with inhabited(made, zalo_id):
            yield made


async def _link_group(engine: AsyncEngine, union_id: int, bot_id: int, now: datetime) -> None:
    """As /noinhom does: the platform tells of groups only when somebody speaks there."""
    chi = zalo_id(saobien.CHI)
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        await work.accounts.meet(bot_id, GROUP, chi, True)
        who = await work.accounts.speaker(bot_id, GROUP, chi, "founding", now)
        assert who is not None
        await work.unions.link_group(who.chat_id)
