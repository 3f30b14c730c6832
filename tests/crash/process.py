"""The process that lives, and may be killed: `python -m tests.crash.process`.

It reads orders from its input, a line of JSON each. A bot is born by `fork`, so that a life
costs no second of imports; it then does what `congdoan run` does, with a clock that moves,
and is spoken to over a line of its own.
"""

import asyncio
import json
import os
import sys
from datetime import datetime
from typing import Any

import uvloop

from bot import logs, web
from bot.app import App, build
from bot.pacing import Pace
from bot.serving import Serving
from config.settings import Settings
from sandbox.clock import MovableClock
from tests.crash import points

LOOPBACK = "127.0.0.1"


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        answer = _bury(order["bury"]) if "bury" in order else _bear(order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _bear(order: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    errors = os.open(order["errors"], os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o644)
    os.dup2(errors, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_live(order))
    os._exit(0)


def _bury(child: int) -> int:
    """How it ended: the number of a signal, or 0."""
    return os.WTERMSIG(os.waitpid(child, 0)[1])


async def _live(order: dict[str, Any]) -> None:
    logs.set_up("text")
    settings = Settings(_env_file=None, **order["settings"])
    clock = MovableClock(datetime.fromisoformat(order["now"]), frozen=True)
    if "lease" in order:
        points.lease(order["lease"])
    app = build(settings, clock, Pace(**order["pace"]))
    serving = Serving(_site(app, order), *settings.host_and_port)
    reader, writer = await asyncio.open_connection(LOOPBACK, order["line"])
    await serving.start()
    await app.start()
    writer.write(b"awake\n")
    while word := await reader.readline():
        await _obey(app, clock, word.decode().split())
        writer.write(word)
    await app.stop()
    await serving.stop()


def _site(app: App, order: dict[str, Any]) -> Any:
    site, point = web.routes(app), order.get("point")
    if point is None:
        return site
    acknowledged = (points.ACKNOWLEDGED, "on zalo, acknowledged")
    if point in acknowledged and order["settings"]["public_url"]:
        return points.acknowledging(site, points.Death(order["passes"]))
    points.install(point, order["passes"])
    return site


async def _obey(app: App, clock: MovableClock, words: list[str]) -> None:
    if words[0] == "move":
        clock.move_to(datetime.fromisoformat(words[1]))
    if words[0] in ("move", "tick"):
        await app.ticker.tick(clock.now())
        app.sender.wake()
    await app.idle()


if __name__ == "__main__":
    main()
