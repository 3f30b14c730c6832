"""`congdoan demo`: the union Sao Biển in a browser, with a clock one can move."""

import asyncio
import secrets
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.app import App, build, derived
from bot.pacing import Pace
from config.settings import Settings
from sandbox import halfyear, page, saobien
from sandbox.changes import Changes
from sandbox.clock import MovableClock
from sandbox.controls import Controls
from sandbox.telegram import Telegram, app, serve
from sandbox.telegram.cast import settle
from storage import schema
from storage.engine import open_engine

PACE = Pace(look_every=0.2, first_retry=0.2, longest_retry=5.0)


async def play(port: int) -> None:
    """Serve the chat page until interrupted. Everything lives in a folder thrown away after."""
    with tempfile.TemporaryDirectory(prefix="congdoan-demo-") as folder:
        clock = MovableClock(halfyear.NOW)
        world = Telegram(now=clock)
        settle(world)
        controls = Controls(clock)
        routes = [*page.routes(), *controls.routes()]
        try:
            serving = serve(world, port=port, application=app(world, routes))
            async with serving as address:
                await _live(Path(folder), world, clock, controls, address.url)
        except OSError as busy:
            print(f"Không mở được cổng {port}: {busy.strerror}.", file=sys.stderr)  # noqa: T201


async def _live(
    folder: Path, world: Telegram, clock: MovableClock, controls: Controls, url: str
) -> None:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder}/demo.db",
        secret_key=secrets.token_hex(32),
        telegram={
            "token": world.token,
            "api_url": f"{url}/bot",
            "file_url": f"{url}/file/bot",
        },
    )
    await _found(settings, world, clock)
    bot = build(settings, clock, PACE)
    controls.bot = bot
    controls.changes = Changes(bot.engine, clock)
    await controls.changes.skip()
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


async def _found(settings: Settings, world: Telegram, clock: MovableClock) -> None:
    """The union with half a year behind it: five of its people and its group are in the chat."""
    print("Đang viết nửa năm của công đoàn Sao Biển (vài giây)…", flush=True)  # noqa: T201
    engine = open_engine(settings.database_url)
    await schema.upgrade(engine)
    await engine.dispose()
    bot = build(settings, clock, PACE)
    await bot.open()
    try:
        bot_id = next(iter(bot.channels))
        began = halfyear.BEGAN
        union_id = await saobien.found(bot.engine, derived(settings, "codes"), began)
        people = {1001 + place: name for place, (name, *_) in enumerate(saobien.CAST)}
        await saobien.settle(bot.engine, union_id, bot_id, began, people)
        await saobien.link_group(bot.engine, union_id, bot_id, began)
        await halfyear.write(bot.engine, union_id)
        for person in people:
            world.people[person].started = True
        world.adds_bot_to(saobien.GROUP, saobien.CHI)
    finally:
        await bot.stop()


async def something_to_do(world: Telegram, bot: App) -> None:
    """An has asked for a correction: Chi's first card is already there."""
    for words in ("sửa số điện thoại 0912 345 678", "đúng"):
        await world.acknowledged(world.says(saobien.AN, words)["update_id"])
        await bot.idle()
