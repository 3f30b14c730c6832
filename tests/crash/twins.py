"""Two replicas of the bot on one database, behind a splitter that gives each every other update."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from sqlalchemy import func, make_url, select, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.serving import Serving
from sandbox import saobien
from storage.bots import known_bot
from storage.models import outbox
from tests.chat import Mode, free_port
from tests.crash.lives import PATIENCE, Life, Telephone
from tests.crash.village import PACE, Village, village
from tests.person import Person

FIRST_OF_THE_CROWD = 5001


class Splitter:
    """Round and round. A replica that does not answer is the platform's to try again."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        self.turn = 0
        self.taken: dict[int, int] = {}
        route = Route("/telegram/{bot}", self._forward, methods=["POST"])
        self.serving = Serving(Starlette(routes=[route]), "127.0.0.1", 0)

    async def _forward(self, request: Request) -> Response:
        self.turn += 1
        port = self.ports[self.turn % len(self.ports)]
        url = f"http://127.0.0.1:{port}{request.url.path}"
        given = {name: request.headers[name] for name in request.headers if name.startswith("x-")}
        try:
            async with self.session.post(url, data=await request.body(), headers=given) as answer:
                self.taken[port] = self.taken.get(port, 0) + (answer.status == 200)
                return Response(status_code=answer.status)
        except aiohttp.ClientError:
            return Response(status_code=502)

    async def __aenter__(self) -> "Splitter":
        self.session = aiohttp.ClientSession()
        await self.serving.start()
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.serving.stop()
        await self.session.close()


@dataclass
class Twins:
    there: Village
    splitter: Splitter
    lives: dict[int, Life] = field(default_factory=dict)  # by port
    people: list[Person] = field(default_factory=list)
    mode: Mode = field(default_factory=lambda: Mode("sqlite"))  # on Telegram; Person asks

    async def settled(self) -> None:
        """Every update taken, every message out: also what a dead replica had claimed."""
        await asyncio.wait_for(self.there.world.settled(), PATIENCE)
        while True:
            await self.told("idle")
            if not await self._waiting():
                return
            await self.there.world.journal.pulse.wait(0.2)

    async def told(self, words: str) -> None:
        await asyncio.gather(*(life.ask(words) for life in self.lives.values()))

    async def listened(self) -> None:
        """Nothing: the platform keeps what a replica has not taken."""

    async def after(self, made: dict[str, Any]) -> None:
        await self.settled()

    @property
    def world(self) -> Any:
        return self.there.world

    async def one_is_killed(self) -> None:
        port, life = next(iter(self.lives.items()))
        del self.lives[port]
        await life.killed()
        async with self.there.engine.begin() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE application_name = :life"
                ),
                {"life": f"life{port}"},
            )
            await self.there.look_at_gaps(connection)

    async def _waiting(self) -> int:
        query = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
        async with self.there.engine.begin() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def joined_by_another(self, order: dict[str, Any]) -> None:
        port = free_port()
        database = make_url(order["settings"]["database_url"])
        database = database.update_query_dict({"application_name": f"life{port}"})
        told = {
            **order["settings"],
            "listen": f"127.0.0.1:{port}",
            "database_url": database.render_as_string(hide_password=False),
        }
        life = await self.there.born({**order, "settings": told})
        await life.heard()
        self.lives[port] = life
        self.splitter.ports.append(port)


@asynccontextmanager
async def twins(telephone: Telephone, url: str, lease: int = 60_000) -> AsyncIterator[Twins]:
    async with Splitter() as splitter, village(telephone, url) as there:
        made = Twins(there, splitter)
        for person in there.people.values():
            person.town = made  # type: ignore[assignment]
        told = {**there.settings, "public_url": f"http://127.0.0.1:{splitter.serving.port}"}
        order = {"settings": told, "now": there.clock.now().isoformat(), "pace": PACE}
        try:
            for _ in range(2):
                await made.joined_by_another({**order, "lease": lease})
            yield made
        finally:
            for life in made.lives.values():
                await life.stops()


async def crowd(twins: Twins, size: int) -> list[Person]:
    """Members of the roster who have come into the chat."""
    there, world = twins.there, twins.there.world
    names = [name for name, *_ in saobien.roster()[len(saobien.CAST) :]][:size]
    here = {FIRST_OF_THE_CROWD + n: name for n, name in enumerate(names)}
    for id, name in here.items():
        world.add_person(id, name).started = True
    bot_id = await known_bot(there.engine, "telegram", str(world.bot_id), world.username)
    await saobien.settle(there.engine, there.union_id, bot_id, there.clock.now(), here)
    return [Person(twins, name, id) for id, name in here.items()]  # type: ignore[arg-type]
