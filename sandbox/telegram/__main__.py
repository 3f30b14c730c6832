"""Run this Telegram alone, with a few people: python -m sandbox.telegram --port 8081"""

import argparse
import asyncio
import sys

from sandbox.clock import MovableClock
from sandbox.telegram import Telegram, serve
from sandbox.telegram.cast import settle


async def run(port: int) -> None:
    world = Telegram(now=MovableClock())
    settle(world)
    async with serve(world, port=port) as address:
        sys.stdout.write(f"Telegram: {address.bot_url}  token: {world.token}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    try:
        asyncio.run(run(parser.parse_args().port))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
