"""`congdoan run` and `congdoan demo`."""

import argparse
import asyncio
import signal
from contextlib import suppress

from bot import web
from bot.app import build, derived
from bot.doors.common import Wrong, at_head
from bot.meeting import tickets
from bot.serving import Serving
from config.settings import PREFIX, Settings


async def run(settings: Settings, arguments: argparse.Namespace) -> None:
    """Run until told to stop; then finish what is on its way."""
    await at_head(settings)
    app = build(settings)
    if not await tickets(settings, app.engine, derived(settings, "tokens")):
        await app.stop()
        raise Wrong(
            f"Cần {PREFIX}TELEGRAM__TOKEN (xin ở @BotFather) hoặc {PREFIX}ZALO__TOKEN trong .env."
        )
    serving = Serving(web.routes(app), *settings.host_and_port)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    try:
        await serving.start()
        await app.start()
        how = "webhook" if settings.public_url else "tự hỏi"
        print(f"Bot đang chạy ({how}). Dừng: Ctrl+C", flush=True)
        await app.wait(stop)
    finally:
        await app.stop()
        await serving.stop()


async def demo(settings: None, arguments: argparse.Namespace) -> None:
    from sandbox.demo import play  # the sandbox is not needed to run a bot

    await play(arguments.port)
