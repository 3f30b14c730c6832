"""`congdoan demo`: the union Sao Biển in a browser, with a clock one can move."""

import asyncio
import secrets
import socket
import sys
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot import web
from bot.app import App, build, derived
from bot.pacing import Pace
from bot.serving import Serving
from config.settings import Settings
from sandbox import halfyear, page, saobien
from sandbox.changes import Changes
from sandbox.clock import MovableClock
from sandbox.controls import Controls
from sandbox.telegram import Telegram, app, serve
from sandbox.telegram.cast import settle
from sandbox.zalo import Zalo
from sandbox.zalo.cast import settle as settle_zalo
from sandbox.zalo.cast import zalo_id
from sandbox.zalo.control import BELOW, Control
from storage import schema
from storage.engine import open_engine

Worlds = tuple[Telegram, Zalo]
PACE = Pace(look_every=0.2, first_retry=0.2, longest_retry=5.0)


async def play(port: int) -> None:
    """Serve the chat page until interrupted. Everything lives in a folder thrown away after."""
    with tempfile.TemporaryDirectory(prefix="congdoan-demo-") as folder:
        clock = MovableClock(halfyear.NOW)
        world = Telegram(now=clock)
        settle(world)
        zalo = Zalo(now=clock)
        settle_zalo(zalo)
        controls = Controls(clock)
        routes = [*page.routes(), *controls.routes(), *Control(zalo).routes()]
        try:
            serving = serve(world, port=port, application=app(world, routes))
            async with serving as address:
                await zalo.open()
                try:
                    await _live(Path(folder), (world, zalo), clock, controls, address.url)
                finally:
                    await zalo.aclose()
        except OSError as busy:
            print(f"Không mở được cổng {port}: {busy.strerror}.", file=sys.stderr)  # noqa: T201


async def _live(
    folder: Path, worlds: Worlds, clock: MovableClock, controls: Controls, url: str
) -> None:
    world, zalo = worlds
    hook = _free_port()
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/demo.db",
        secret_key=secrets.token_hex(32),
        telegram={
            "token": world.token,
            "api_url": f"{url}/bot",
            "file_url": f"{url}/file/bot",
        },
        zalo={"token": zalo.token, "api_url": f"{url}{BELOW}/bot"},
        public_url=f"http://127.0.0.1:{hook}",
    )
    await found(settings, worlds, clock)
    bot = build(settings, clock, PACE)
    controls.bot = bot
    controls.changes = Changes(bot.engine, clock)
    await controls.changes.skip()
    serving = Serving(web.routes(bot), "127.0.0.1", hook)  # webhooks, pictures, files
    await serving.start()
    await bot.start()
    watching = asyncio.create_task(controls.changes.watch())
    try:
        await something_to_do(world, bot)
        print(f"Mời mở {url} trong trình duyệt. Dừng: Ctrl+C", flush=True)  # noqa: T201
        await asyncio.Event().wait()
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await bot.stop()
        await serving.stop()


def _free_port() -> int:
    """Known before the bot is built: its own address stands in what it says."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def found(settings: Settings, worlds: Worlds, clock: MovableClock) -> None:
    """The union with half a year behind it: five of its people and its group are in the chat."""
    world, zalo = worlds
    print("Đang viết nửa năm của công đoàn Sao Biển (vài giây)…", flush=True)  # noqa: T201
    engine = open_engine(settings.database_url)
    await schema.upgrade(engine)
    await engine.dispose()
    bot = build(settings, clock, PACE)
    await bot.open()
    try:
        ids = {channel.platform: bot_id for bot_id, channel in bot.channels.items()}
        bot_id = ids["telegram"]
        began = halfyear.BEGAN
        union_id = await saobien.found(bot.engine, derived(settings, "codes"), began)
        people = {1001 + place: name for place, (name, *_) in enumerate(saobien.CAST)}
        there = {zalo_id(person): name for person, name in people.items()}
        await saobien.settle(bot.engine, union_id, ids["zalo"], began, there)
        later = began + timedelta(minutes=1)  # last heard on Telegram: its page is looked at first
        await saobien.settle(bot.engine, union_id, bot_id, later, people)
        await saobien.link_group(bot.engine, union_id, bot_id, began)
        await halfyear.write(bot.engine, union_id)
        for person in people:
            world.people[person].started = True
            zalo.people[zalo_id(person)].met = True
        world.adds_bot_to(saobien.GROUP, saobien.CHI)
    finally:
        await bot.stop()


async def something_to_do(world: Telegram, bot: App) -> None:
    """An has asked for a correction: Chi's first card is already there."""
    for words in ("sửa số điện thoại 0912 345 678", "đúng"):
        await world.acknowledged(world.says(saobien.AN, words)["update_id"])
        await bot.idle()
