"""Zalo Bot Platform on httpx: an event becomes Said, a body becomes messages. Decides nothing."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any

import httpx

from bot.channels import zalo_text, zalo_updates
from bot.channels.channel import (
    Attachment,
    Blocked,
    Flooded,
    NotSent,
    NotTaken,
    PerhapsTaken,
    Rejected,
    Sent,
)
from bot.channels.zalo_text import Page, Style
from bot.said import Said

logger = logging.getLogger(__name__)
POLL_SECONDS = 10.0  # short: whoever stops has to wait for the poll that is open
ANSWER_SECONDS = 30.0
PHOTO_SECONDS = 150.0  # the platform fetches the picture meanwhile
LAST_SECONDS = 10.0  # for keeping what the last poll brought
FIRST_FLOOD, LONGEST_FLOOD = 2.0, 300.0  # a 429 names no time

Keep = Callable[[str, str, dict[str, Any]], Awaitable[None]]  # key, chat, the event as it came


@cache
def _trusted() -> ssl.SSLContext:
    """Reading the certificates takes longer than a message: once, for every bot."""
    return httpx.create_ssl_context()


class Idle(Exception):
    """An empty poll: 408, which is no fault."""


class Zalo:
    """One bot account. What is handed out once is kept by `keep` before anything else."""

    platform = "zalo"
    numbered = True  # choices are lists with numbers

    def __init__(
        self,
        token: str,
        api_url: str,
        bot_id: int,
        clock: Callable[[], datetime],
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self.bot_id = bot_id
        self.clock = clock
        self.poll_seconds = poll_seconds
        self.external = token.partition(":")[0]
        self.name = ""
        self._address = f"{api_url}{token}"
        self._http = httpx.AsyncClient(timeout=ANSWER_SECONDS, verify=_trusted())
        self._flooded = 0  # refusals in a row
        self._stopping = False
        self._polling: asyncio.Task[Any] | None = None

    async def start(self) -> None:
        """Learn the name people see: a group's mention carries it. Not every answer has it."""
        me = await self._call("getMe", {})
        self.name = str(me.get("display_name") or me.get("account_name") or "")

    async def stop(self) -> None:
        await self._http.aclose()

    # --- in ---------------------------------------------------------------------------------

    def said(self, event: dict[str, Any]) -> Said | None:
        return zalo_updates.said(event, self.bot_id, self.name, self.clock())

    async def poll(self, keep: Keep) -> None:
        """Ask for ever. What a poll brings while we stop is kept too: it is handed out once."""
        pause = 1.0
        while not self._stopping:
            try:
                asked = {"timeout": str(self.poll_seconds)}
                seconds = self.poll_seconds + 5
                self._polling = asyncio.ensure_future(self._call("getUpdates", asked, seconds))
                brought = await asyncio.shield(self._polling)
                await self._keep(brought, keep)
                pause = 1.0
            except Idle:
                pause = 1.0
            except asyncio.CancelledError:
                await self._last(keep)
                raise
            except (NotSent, OSError) as problem:
                logger.warning("polling stopped for %.0f s: %s", pause, type(problem).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)

    async def _last(self, keep: Keep) -> None:
        """Wait for the poll that is open: cancelling it would lose what it brings."""
        self._stopping = True
        if self._polling is not None:
            with suppress(Idle, NotSent):
                brought = await self._polling
                try:
                    await asyncio.wait_for(self._keep(brought, keep), LAST_SECONDS)
                except TimeoutError:
                    logger.error("what the last poll brought could not be kept")

    async def _keep(self, brought: Any, keep: Keep) -> None:
        """One object; some say a list."""
        for body in brought if isinstance(brought, list) else [brought]:
            event = zalo_updates.unwrapped(body)
            if event is not None:
                await keep(zalo_updates.key_of(event), zalo_updates.chat_of(event), event)

    # --- out --------------------------------------------------------------------------------

    async def send(self, chat: str, body: dict[str, Any], file: Attachment | None) -> Sent:
        """Send one body as the fewest messages; nothing where there is nothing to show.

        A copy of a card that somebody else decided is not sent again: nothing can be rewritten
        here, and only who pressed is told.
        """
        if "menu" in body or body.get("copy"):
            return Sent("", messages=0)
        picture = file is not None and file.url and file.mime in ("image/png", "image/jpeg")
        if picture and file is not None:
            with suppress(Rejected):  # it could not fetch the picture: then the link must do
                return await self._send_picture(chat, zalo_text.page(body), file.url)
        page = zalo_text.page(body, file.url, file.code) if file else zalo_text.page(body)
        return await self._send_parts(chat, page)

    async def _send_picture(self, chat: str, page: Page, url: str) -> Sent:
        """With the first part below it."""
        shown = {"chat_id": chat, "photo": url, "caption": page.parts[0]}
        sent = await self._send("sendPhoto", shown, PHOTO_SECONDS)
        return await self._send_parts(chat, page, sent)

    async def _send_parts(self, chat: str, page: Page, picture: str = "") -> Sent:
        sent, count = picture, int(bool(picture))
        for part, styles in zip(page.parts[count:], page.styles[count:], strict=True):
            if part:
                sent = await self._send_part(chat, part, styles)
                count += 1
        return Sent(sent, page.choices, page.case_number, messages=count)

    async def _send_part(self, chat: str, text: str, styles: Sequence[Style]) -> str:
        """Styles are only a help: what is refused with them is sent without."""
        shown: dict[str, Any] = {"chat_id": chat, "text": text}
        if styles:
            with suppress(Rejected):
                asked = shown | {"text_styles": list(styles)}
                return await self._send("sendMessage", asked, ANSWER_SECONDS)
        return await self._send("sendMessage", shown, ANSWER_SECONDS)

    async def _send(self, method: str, params: dict[str, Any], seconds: float) -> str:
        result = await self._call(method, params, seconds)
        return str(result.get("message_id") or "")

    async def answer_press(self, press: str, toast: str) -> None:
        """There are no presses here."""

    # --- set-up -----------------------------------------------------------------------------

    async def set_webhook(self, url: str, secret: str) -> None:
        await self._call("setWebhook", {"url": url, "secret_token": secret})

    async def webhook_url(self) -> str:
        """Where events go; a 404 means nowhere."""
        try:
            return str((await self._call("getWebhookInfo", {})).get("url") or "")
        except Rejected:
            return ""

    async def delete_webhook(self) -> None:
        await self._call("deleteWebhook", {})

    # --- the wire ---------------------------------------------------------------------------

    async def _call(
        self, method: str, params: dict[str, Any], seconds: float = ANSWER_SECONDS
    ) -> Any:
        """The result, judged by `ok`, `error_code` and status together.

        Raises NotSent or Idle, never httpx's own errors: those carry the address, and the
        address carries the token.
        """
        try:
            answer = await self._http.post(
                f"{self._address}/{method}", json=params, timeout=seconds
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotTaken from None
        except httpx.HTTPError:
            raise PerhapsTaken from None
        try:
            told = answer.json()
        except ValueError:
            raise (NotTaken if answer.status_code >= 500 else PerhapsTaken) from None
        if isinstance(told, dict) and told.get("ok") is True:
            self._flooded = 0
            result = told.get("result")
            return {} if result is None else result
        raise self._judged(told if isinstance(told, dict) else {}, answer.status_code)

    def _judged(self, told: dict[str, Any], status: int) -> Exception:
        given = told.get("error_code") or told.get("errorCode")
        code = given if isinstance(given, int) else status
        words = str(told.get("description") or "").lower()
        if code == 408:
            return Idle()
        if code == 429:
            self._flooded += 1
            return Flooded(min(FIRST_FLOOD * 2 ** (self._flooded - 1), LONGEST_FLOOD))
        if code == 401:
            logger.error("the platform does not accept the token of bot %s", self.bot_id)
            return Rejected()
        if code == 403 or code >= 500:  # 403 is “internal server error” here
            return NotTaken()
        return Blocked() if "chat not found" in words else Rejected()
