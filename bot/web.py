"""The one ASGI app: webhooks, health, metrics."""

import hmac
import logging
from typing import TYPE_CHECKING

import orjson
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update

from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.channels.zalo_updates import chat_of, key_of, unwrapped
from bot.serving_files import Files
from bot.serving_uploads import Uploads
from storage.health import health

if TYPE_CHECKING:
    from bot.app import App

logger = logging.getLogger(__name__)
MAX_BODY = 1024 * 1024
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
ZALO_SECRET_HEADER = "x-bot-api-secret-token"  # noqa: S105 - the header's name
OLD_TICK_SECONDS = 300
OLD_OUTBOX_SECONDS = 600


async def bounded_body(request: Request) -> bytes | None:
    """The body, or None when it is larger than any honest update."""
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return body


class Webhooks:
    """Where the platforms bring what people said. Their secrets are compared in constant time."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self._telegram_secret = app.webhook_secret("telegram").encode()
        self._zalo_secret = app.webhook_secret("zalo").encode()

    async def telegram(self, request: Request) -> Response:
        """Answers 200 only after the commit; anything else makes Telegram deliver again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._telegram_secret):
            return Response(status_code=403)
        channel = self.app.channels.get(int(request.path_params["bot"]))
        if not isinstance(channel, Telegram):
            return Response(status_code=404)
        body = await bounded_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = Update.de_json(orjson.loads(body), channel.bot)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
            return Response(status_code=400)
        try:
            await channel.handle(update, self.app.hear)
        except (SQLAlchemyError, OSError) as problem:
            logger.warning("an update was not heard: %s", type(problem).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    async def zalo(self, request: Request) -> Response:
        """Kept, then acknowledged, then heard: Zalo hands an event out once."""
        body = await bounded_body(request)
        if body is None:
            return Response(status_code=413)
        if not body:  # seen now and then; it says nothing
            return Response(status_code=200)
        given = request.headers.get(ZALO_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._zalo_secret):
            return Response(status_code=403)
        channel = self.app.channels.get(int(request.path_params["bot"]))
        if not isinstance(channel, Zalo):
            return Response(status_code=404)
        try:
            event = unwrapped(orjson.loads(body))
        except ValueError:
            return Response(status_code=400)
        try:
            if event is not None:
                await self.app.hearer.keep(channel.bot_id, key_of(event), chat_of(event), event)
        except (SQLAlchemyError, OSError) as problem:
            logger.warning("an event was not kept: %s", type(problem).__name__)
            return Response(status_code=503)
        return Response(status_code=200)


class Pulse:
    """How the bot is, for whoever watches over it."""

    def __init__(self, app: "App") -> None:
        self.app = app

    async def healthz(self, request: Request) -> Response:
        """Well: it wakes every minute, and nothing waits for long."""
        state = await health(self.app.engine, self.app.clock())
        well = (
            state.tick_age is not None
            and state.tick_age < OLD_TICK_SECONDS
            and state.oldest_waiting < OLD_OUTBOX_SECONDS
        )
        return JSONResponse({"ok": well}, status_code=200 if well else 503)

    async def metrics(self, request: Request) -> Response:
        """Numbers only, and only on this machine."""
        host = request.client.host if request.client else ""
        if host not in ("127.0.0.1", "::1") or "x-forwarded-for" in request.headers:
            return Response(status_code=403)
        state = await health(self.app.engine, self.app.clock())
        counters = self.app.sender.counters
        lines = [
            f"congdoan_sent_total {counters.sent}",
            f"congdoan_failed_total {counters.failed}",
            f"congdoan_retried_total {counters.retried}",
            f"congdoan_outbox_waiting {state.waiting}",
            f"congdoan_outbox_unknown {state.unknown}",
            f"congdoan_outbox_oldest_seconds {state.oldest_waiting:.0f}",
            f"congdoan_tick_age_seconds {state.tick_age if state.tick_age is not None else -1:.0f}",
        ]
        return PlainTextResponse("\n".join(lines) + "\n")


def routes(app: "App") -> Starlette:
    """Everything that is served, in one list."""
    webhooks, pulse = Webhooks(app), Pulse(app)
    return Starlette(
        routes=[
            Route("/telegram/{bot:int}", webhooks.telegram, methods=["POST"]),
            Route("/zalo/{bot:int}", webhooks.zalo, methods=["POST"]),
            Route("/f/{path}", Files(app), methods=["GET", "POST"]),
            Route("/u/{path}", Uploads(app), methods=["GET", "POST"]),
            Route("/healthz", pulse.healthz),
            Route("/metrics", pulse.metrics),
        ]
    )
