"""The union on Telegram and on two Zalo bots at once, in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot import web
from bot.app import App, build, derived
from bot.meeting import Ticket, meet
from bot.sealing import seal
from bot.serving import Serving
from config.settings import Settings
from sandbox import saobien
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram
from sandbox.telegram import serve as serve_telegram
from sandbox.telegram.cast import settle as settle_telegram
from sandbox.zalo import Zalo, serve
from sandbox.zalo.cast import settle as settle_zalo
from sandbox.zalo.cast import zalo_id
from sandbox.zalo.server import app as zalo_app
from sandbox.zalo.server import routes
from storage.bots import keep_token
from tests.chat import MEMBERS, PEOPLE, QUICK, SECRET, START, Mode, Town, free_port
from tests.databases import Databases
from tests.person import Person

SECOND = "12121212121212:khongCoGiBiMatODayNuaDau"


@dataclass
class Cities:
    """Each a town of its own platform or bot; union, clock and program are the same."""

    telegram: Town
    first: Town
    second: Town

    @property
    def app(self) -> App:
        return self.telegram.app

    def on(self, town: Town, key: str) -> Person:
        on_zalo = town.mode.platform == "zalo"
        return Person(town, key, zalo_id(PEOPLE[key]) if on_zalo else PEOPLE[key])


@asynccontextmanager
async def cities(databases: Databases) -> AsyncIterator[Cities]:
    """Chi and Bích are on Telegram; An and Dũng on the first Zalo bot."""
    clock = MovableClock(START, frozen=True)
    telegram, first = Telegram(now=clock), Zalo(now=clock)
    second = Zalo(now=clock, token=SECOND, name="Bot Công đoàn Sao Biển 2")
    settle_telegram(telegram)
    for world in (first, second):
        settle_zalo(world)
    both = zalo_app(first, [*routes(first, second)])
    both.router.routes[:] = routes(first, second)
    async with serve_telegram(telegram) as there, serve(first, application=both) as zalo:
        await second.open()
        settings = Settings(
            _env_file=None,
            database_url=await databases.fresh("sqlite"),
            secret_key=SECRET,
            public_url=f"http://127.0.0.1:{free_port()}",
            telegram={
                "token": telegram.token, "api_url": there.bot_url, "file_url": there.file_url,
            },
            zalo={"token": first.token, "api_url": zalo.bot_url},
        )  # fmt: skip
        worlds = (("telegram", telegram), ("zalo", first), ("zalo", second))
        towns = [
            Town(world, settings, clock, Mode("sqlite", "webhook", platform=name))
            for name, world in worlds
        ]
        await _found(settings, clock, telegram, first, second)
        app = build(settings, clock, QUICK)
        serving = Serving(web.routes(app), "127.0.0.1", int(settings.public_url.rpartition(":")[2]))
        await serving.start()
        await app.start(tick=False)
        try:
            union_id = 1
            for town in towns:
                town.app, town.union_id = app, union_id
            yield Cities(*towns)
        finally:
            await app.stop()
            await serving.stop()
            await second.aclose()


async def _found(
    settings: Settings, clock: MovableClock, telegram: Telegram, first: Zalo, second: Zalo
) -> None:
    app = build(settings, clock, QUICK)
    await app.open()
    union_id = await saobien.found(app.engine, derived(settings, "codes"), clock.now())
    ids = {channel.platform: bot_id for bot_id, channel in app.channels.items()}
    here = {PEOPLE[key]: MEMBERS[PEOPLE[key]] for key in ("chi", "bich")}
    await saobien.settle(app.engine, union_id, ids["telegram"], clock.now(), here)
    there = {zalo_id(PEOPLE[key]): MEMBERS[PEOPLE[key]] for key in ("an", "dung")}
    await saobien.settle(app.engine, union_id, ids["zalo"], clock.now(), there)
    for person in here:
        telegram.people[person].started = True
    for met in there:
        first.people[met].met = True
    added = await meet(Ticket("zalo", second.token), settings, app.engine, clock, QUICK)
    sealed = seal(derived(settings, "tokens"), second.token)
    await keep_token(app.engine, added.bot_id, sealed)
    await added.stop()
    await app.stop()
