"""The same village on Zalo: an inbox between the platform and whoever hears, and people who
say again what was never taken."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select, update

from bot.app import derived
from config.settings import Settings
from sandbox import saobien
from sandbox.clock import MovableClock
from sandbox.zalo import Switches, serve
from sandbox.zalo.cast import GROUP, settle, zalo_id
from storage.bots import known_bot
from storage.engine import open_engine
from storage.inbox import LEASE_MS
from storage.models import heard, inbox
from storage.work import open_work
from tests.chat import MEMBERS, PEOPLE, SECRET, START, Mode, Person, free_port
from tests.crash.lives import Telephone
from tests.crash.village import HERE, PACE, Village
from tests.typed import Typed
from union.consents import Answer, Purpose

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
        told = _settings(world, address.bot_url, database_url, door)
        union_id = await _found(engine, told, clock.now(), world)
        made = OnZalo(world, told, clock, engine, telephone, union_id, **options)  # type: ignore[arg-type]
        made.mode = Mode("sqlite", door, platform="zalo")
        made.people = {
            key: Person(made, key, zalo_id(id))  # type: ignore[arg-type]
            for key, id in PEOPLE.items()
        }
        try:
            yield made
            made.nothing_secret_was_logged()
        finally:
            if made.life is not None:
                await made.life.stops()
            await engine.dispose()


def _settings(world: Typed, bot_url: str, database_url: str, door: str) -> dict[str, Any]:
    listen = f"127.0.0.1:{free_port() if door == 'webhook' else 0}"
    return {
        "database_url": database_url,
        "secret_key": SECRET,
        "listen": listen,
        "public_url": f"http://{listen}" if door == "webhook" else "",
        "zalo": {"token": world.token, "api_url": bot_url},
    }


async def _found(engine: Any, told: dict[str, Any], now: Any, world: Typed) -> int:
    key = derived(Settings(_env_file=None, **told), "codes")
    union_id = await saobien.found(engine, key, now)
    bot_id = await known_bot(engine, "zalo", world.bot_id, world.name)
    here = {zalo_id(PEOPLE[key]): MEMBERS[PEOPLE[key]] for key in HERE}
    await saobien.settle(engine, union_id, bot_id, now, here)
    async with open_work(engine, union_id, now) as work:
        await work.lock()
        (chi,) = await work.members.by_name(MEMBERS[saobien.CHI])
        await work.accounts.meet(bot_id, GROUP, zalo_id(saobien.CHI), True)
        who = await work.accounts.speaker(bot_id, GROUP, zalo_id(saobien.CHI), "founding", now)
        assert who is not None and chi is not None
        await work.unions.link_group(who.chat_id)
        (dung,) = await work.members.by_name(MEMBERS[saobien.DUNG])
        await work.consents.record(dung.id, Purpose.BIRTHDAY, Answer.GROUP)
    return union_id
