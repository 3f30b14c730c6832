"""Telegram: an update becomes Said, a body becomes a message. Decides nothing, keeps nothing."""

import asyncio
import logging
import warnings
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBUserWarning

from bot.channels import telegram_updates
from bot.channels.channel import (
    Attachment,
    Blocked,
    Flooded,
    Moved,
    NotTaken,
    PerhapsTaken,
    Rejected,
    Sent,
)
from bot.channels.request import AiohttpRequest, NeverLeft
from bot.channels.splitting import split
from bot.said import Said

logger = logging.getLogger(__name__)
ALLOWED = ["message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
BATCH = 100
MAX_TEXT, MAX_CAPTION, MAX_TOAST = 4096, 1024, 200
UNREADABLE = (KeyError, TypeError, ValueError)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_HARMLESS = ("message is not modified", "query is too old", "query id is invalid")

NOT_MET = TelegramError  # what start() raises when the platform is silent or says no
HearSaid = Callable[[Said], Awaitable[str]]  # its answer is the toast for a press


class Telegram:
    """One bot account. `hear` is called with what was said and returns after the commit."""

    platform = "telegram"
    numbered = False

    def __init__(
        self,
        token: str,
        api_url: str,
        file_url: str,
        bot_id: int,
        clock: Callable[[], datetime],
    ) -> None:
        self.bot_id = bot_id
        self.clock = clock
        self._requests = (AiohttpRequest(connections=2), AiohttpRequest())
        self.bot = Bot(
            token,
            base_url=api_url,
            base_file_url=file_url,
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )
        self._answering: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        await self.bot.initialize()

    async def stop(self) -> None:
        if self._answering:
            await asyncio.wait(self._answering, timeout=5)
        await self.bot.shutdown()
        for request in self._requests:  # a bot that never answered leaves them open
            await request.shutdown()

    @property
    def name(self) -> str:
        return self.bot.username

    # --- in ---------------------------------------------------------------------------------

    async def handle(self, update: Update, hear: HearSaid) -> None:
        """Translate, let it be heard, then acknowledge a press. Raises if it was not heard."""
        said = await telegram_updates.said(update, self.bot, self.bot_id, self.clock())
        if said is None:
            return
        toast = await hear(said)
        if said.press:
            # Best effort, beside the answer: the press was already committed.
            task = asyncio.create_task(self.answer_press(said.press, toast))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def poll(self, hear: HearSaid) -> None:
        """Ask for updates for ever; the next offset is asked for after the commit."""
        offset, pause, most = None, 1.0, BATCH
        while True:
            try:
                updates = await self.bot.get_updates(
                    offset=offset, limit=most, timeout=POLL_SECONDS, allowed_updates=ALLOWED
                )
                if updates:
                    await self._heard_all(updates, hear)
                    offset = updates[-1].update_id + 1
                pause = 1.0
            except UNREADABLE:
                # One update the library cannot read must not stop the bot: find it, pass it.
                offset = await self._passed(offset) if most == 1 else offset
                most = BATCH if most == 1 else 1
            except RetryAfter as flood:
                await asyncio.sleep(_seconds(flood.retry_after))
            except InvalidToken:
                raise
            except (TelegramError, OSError) as problem:
                logger.warning("polling stopped for %.0f s: %s", pause, type(problem).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)

    async def _passed(self, offset: int | None) -> int:
        """Past the next update, which cannot be read; only its number is looked at."""
        asked = {"limit": 1} if offset is None else {"limit": 1, "offset": offset}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PTBUserWarning)  # raw, because it cannot be parsed
            found = await self.bot.do_api_request("getUpdates", api_kwargs=asked)
        number = int(found[0]["update_id"])
        logger.error("update %s could not be read and was passed over", number)
        return number + 1

    async def _heard_all(self, updates: tuple[Update, ...], hear: HearSaid) -> None:
        """One chat's updates in order, chats side by side."""
        lanes: dict[int, list[Update]] = {}
        for update in updates:
            chat = update.effective_chat
            lanes.setdefault(chat.id if chat else 0, []).append(update)

        async def lane(its: list[Update]) -> None:
            for update in its:
                await self.handle(update, hear)

        done = await asyncio.gather(*map(lane, lanes.values()), return_exceptions=True)
        for problem in done:
            if isinstance(problem, BaseException):
                raise OSError("not every update was heard") from problem

    # --- out --------------------------------------------------------------------------------

    async def send(self, chat: str, body: dict[str, Any], file: Attachment | None) -> Sent:
        """Send one body, split where it is too long; the id of its last message."""
        try:
            return Sent(await self._send(int(chat), body, file))
        except RetryAfter as flood:
            raise Flooded(_seconds(flood.retry_after)) from None
        except ChatMigrated as moved:
            raise Moved(str(moved.new_chat_id)) from None
        except Forbidden:
            raise Blocked from None
        except BadRequest as bad:
            raise _judged(bad) from None
        except NeverLeft:
            raise NotTaken from None
        except TimedOut:
            raise PerhapsTaken from None
        except NetworkError as fault:
            raise (NotTaken if _answered(fault) else PerhapsTaken) from None
        except TelegramError:
            raise Rejected from None
        except (AttributeError, KeyError, TypeError, ValueError) as odd:
            # Our body is malformed, or the platform's answer: sent again, neither gets better.
            logger.warning("a message or its answer cannot be read: %s", type(odd).__name__)
            raise Rejected from None

    async def _send(self, chat: int, body: dict[str, Any], file: Attachment | None) -> str:
        if "menu" in body:
            commands = [BotCommand(name, about) for name, about in body["menu"]]
            await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))
            return ""
        markup = _markup(body.get("choices"))
        text = body.get("text", "")
        if file is not None:
            return await self._send_file(chat, text, file, markup)
        if "edit" in body and len(text) <= MAX_TEXT and not isinstance(markup, ReplyKeyboardMarkup):
            edited = await self._edit(chat, int(body["edit"]), text, markup)
            if edited:
                return str(body["edit"])
        *first, last = split(text, MAX_TEXT)
        for part in first:
            await self.bot.send_message(chat, part, link_preview_options=NO_PREVIEW)
        sent = await self.bot.send_message(
            chat, last, reply_markup=markup, link_preview_options=NO_PREVIEW
        )
        return str(sent.message_id)

    async def _edit(self, chat: int, message: int, text: str, markup: Any) -> bool:
        """Rewrite a message; False if it is gone or too old, so that a new one is sent."""
        inline = markup if isinstance(markup, InlineKeyboardMarkup) else None
        try:
            await self.bot.edit_message_text(
                text,
                chat_id=chat,
                message_id=message,
                reply_markup=inline,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as bad:
            return any(harmless in str(bad).lower() for harmless in _HARMLESS)
        return True

    async def _send_file(self, chat: int, text: str, file: Attachment, markup: Any) -> str:
        caption = text if len(text) <= MAX_CAPTION else None
        if caption is None:
            await self.bot.send_message(chat, text, link_preview_options=NO_PREVIEW)
        sent: Message
        if file.mime in ("image/png", "image/jpeg"):
            sent = await self.bot.send_photo(
                chat, file.content, caption=caption, filename=file.name, reply_markup=markup
            )
        else:
            sent = await self.bot.send_document(
                chat, file.content, caption=caption, filename=file.name, reply_markup=markup
            )
        return str(sent.message_id)

    async def answer_press(self, press: str, toast: str) -> None:
        with suppress(TelegramError):
            await self.bot.answer_callback_query(press, text=toast[:MAX_TOAST] or None)

    # --- set-up -----------------------------------------------------------------------------

    async def set_webhook(self, url: str, secret: str) -> None:
        await self.bot.set_webhook(
            url, secret_token=secret, allowed_updates=ALLOWED, max_connections=40
        )

    async def set_menus(self, private: list[list[str]], group: list[list[str]]) -> None:
        """What “/” offers everybody; who holds a seat gets a menu of their own."""
        everyone = [BotCommand(name, about) for name, about in private]
        await self.bot.set_my_commands(everyone, scope=BotCommandScopeAllPrivateChats())
        in_groups = [BotCommand(name, about) for name, about in group]
        await self.bot.set_my_commands(in_groups, scope=BotCommandScopeAllGroupChats())

    async def webhook_url(self) -> str:
        return (await self.bot.get_webhook_info()).url

    async def delete_webhook(self) -> None:
        await self.bot.delete_webhook()


def _seconds(wait: Any) -> float:
    return float(wait.total_seconds() if hasattr(wait, "total_seconds") else wait)


def _answered(fault: NetworkError) -> bool:
    """A 5xx was an answer: PTB names its description; our transport names an exception."""
    return "internal server error" in str(fault).lower() or "bad gateway" in str(fault).lower()


def _judged(bad: BadRequest) -> Exception:
    gone = ("chat not found", "user is deactivated", "not enough rights", "have no rights")
    return Blocked() if any(word in str(bad).lower() for word in gone) else Rejected()


def _markup(choices: list[list[list[Any]]] | None) -> Any:
    if not choices:
        return None
    if any(contact for row in choices for *_, contact in row):
        keys = [[KeyboardButton(c[0], request_contact=bool(c[3])) for c in row] for row in choices]
        return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
    if choices == [[["", "", "", False]]]:
        return ReplyKeyboardRemove()
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(label, url=url)
                if url
                else InlineKeyboardButton(label, callback_data=data)
                for label, data, url, _ in row
            ]
            for row in choices
        ]
    )
