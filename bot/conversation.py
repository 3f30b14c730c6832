"""From `Said` to the rows of an answer: who speaks, may they, which question, one commit."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from bot.asking_which import one_list, which
from bot.book import Book
from bot.choosing import Chosen, Either, choose
from bot.dialogs import Dialogs, Over
from bot.rights import admit
from bot.said import Reply, Said
from bot.talk import Button, Command, House, Talk
from bot.texts.wording import addressed
from bot.understand import Understanding
from storage.outbox import Written
from storage.speaker import Speaker
from storage.work import Work, open_work, tried
from union.refusals import Reason, Refusal

logger = logging.getLogger(__name__)
STRANGER_ANSWERS_A_DAY = 3
ENTERING_ANSWERS_A_DAY = 30  # codes have their own bound; this one is for the curious
MEMBER_MESSAGES_A_MINUTE = 20
CHAT_USED_SECONDS = 600
Answer = Callable[[Talk], Awaitable[Reply | None]]
ENTERING = ("dangky", "nhapma")


@dataclass(slots=True)
class Heard:
    """What to do after the commit."""

    chat_id: int = 0
    claimed: list[Written] = field(default_factory=list)  # ours to send at once
    waiting: set[int] = field(default_factory=set)  # chats where something else was written
    tasks: bool = False  # a worker has something to do
    toast: str = ""


class Conversation:
    """The one place that lets a handler run, and the one that commits what it wrote."""

    def __init__(self, engine: AsyncEngine, book: Book, house: House) -> None:
        self.engine = engine
        self.book = book
        self.house = house
        self.dialogs = Dialogs(book)
        self.understanding = Understanding(book)

    async def hear(self, said: Said) -> Heard:
        """Answer one message in one transaction. Raises only when the database is down."""
        try:
            return await tried(lambda: self._once(said, self._answer))
        except Refusal as refusal:
            # The handler's writes are gone with its transaction; only the answer is kept.
            told = texts.refusals.refused(refusal)
            over = isinstance(refusal, Over)
            return await tried(lambda: self._once(said, _saying(told, over)))
        except (OSError, ConnectionError):
            raise
        except Exception as error:
            if _database_is_down(error):
                raise
            number = secrets.token_hex(3).upper()
            logger.exception("incident %s: bot %s key %s", number, said.bot, said.key)
            told = texts.common.incident(number)
            return await tried(lambda: self._once(said, _saying(told), incident=number))

    async def _once(
        self,
        said: Said,
        answer: Answer,
        incident: str | None = None,
    ) -> Heard:
        async with open_work(self.engine, None, said.at) as work:
            who = await self._speaker(work, said)
            if who.heard_before:
                return Heard()
            if who.is_group and who.group_union and who.group_union != who.union_id:
                # A member of another union is a stranger in this group.
                who = replace(who, member=None, seats=(), union_id=who.group_union)
            work.union = who.union_id
            if said.numbered:
                said, answer = await self._read_choice(work, said, who, answer)
            talk = Talk(work, said, who, self.house)
            reply = await answer(talk)
            if work.booked:
                for follow in self.book.follows:
                    await follow(work, work.booked)
            heard = self._write(talk, reply)
            work.accounts.mark_heard(
                said.bot, said.key, who.account_id, stranger=talk.stranger, incident=incident
            )
            return heard

    async def _read_choice(
        self, work: Work, said: Said, who: Speaker, answer: Answer
    ) -> tuple[Said, Answer]:
        """Where choices are numbered lists: “2” becomes the press it stands for."""
        await work.quota.count(said.bot, heard=1)
        if said.kind != "text" or said.text.startswith("/"):
            return said, answer
        found = choose(
            said.text,
            await work.menus.live(who.chat_id),
            asked_for_number=self.dialogs.asks_for_number(who),
            command=self.understanding.is_phrase(said.text),
            weighs=self.book.weighs,
        )
        if isinstance(found, Either) and who.lately < MEMBER_MESSAGES_A_MINUTE:
            return said, _saying(await which(work, who, found))
        if isinstance(found, Chosen):
            said = replace(said, kind="choice", choice=found.data, on=found.message, text="")
        return said, answer

    async def _speaker(self, work: Work, said: Said) -> Speaker:
        person = said.person or said.chat
        who = await work.accounts.speaker(said.bot, said.chat, person, said.key, work.now)
        if who is None:
            await work.accounts.meet(said.bot, said.chat, person, said.group)
            for newcomer in () if said.group else self.book.newcomers:
                await newcomer(work, said.bot)
            who = await work.accounts.speaker(said.bot, said.chat, person, said.key, work.now)
        if who is None:
            raise LookupError("a chat and an account were just made")
        if who.chat_blocked or _used_long_ago(who, work.now):
            await work.accounts.chat_used(who.chat_id)
        return who

    async def _answer(self, talk: Talk) -> Reply | None:
        who, said = talk.who, talk.said
        if who.closed:
            raise Refusal(Reason.CLOSED)
        if said.kind == "event" or (who.is_group and who.member is None):
            return await self.book.otherwise(talk, self.understanding)
        if who.lately >= MEMBER_MESSAGES_A_MINUTE:
            return None
        if who.member is None and who.dialog is None:
            most = ENTERING_ANSWERS_A_DAY if self._is_entering(talk) else STRANGER_ANSWERS_A_DAY
            if who.answered_stranger >= most:
                return None
            talk.stranger = True
        reply = await self._routed(talk)
        return await self.dialogs.begin(talk, reply) if talk.opened is not None else reply

    async def _routed(self, talk: Talk) -> Reply | None:
        said = talk.said
        if said.kind == "choice":
            return await self._pressed(talk)
        found = self.understanding.command(talk)
        if found is not None and (talk.who.dialog is None or said.text.startswith("/")):
            return await self._command(talk, found)
        # A card sent by the button of the welcome counts in the middle of any question.
        card = said.kind == "contact" and talk.who.member is None
        if talk.who.dialog is not None and not card:
            return await self._in_dialog(talk, found)
        return await self.book.otherwise(talk, self.understanding)

    def _is_entering(self, talk: Talk) -> bool:
        """What is always answered, or a stranger could never become a member."""
        said = talk.said
        if said.kind in ("contact", "choice") or said.text.startswith("/start"):
            return True
        if talk.work.union is None and said.kind == "text":  # perhaps the union's code
            return True
        found = self.understanding.command(talk)
        return found is not None and found.name in ENTERING

    async def _command(self, talk: Talk, command: Command) -> Reply | None:
        if talk.who.is_group and not command.in_group:
            return texts.common.only_in_private(self._private_link(talk))
        await admit(talk, command.audience, writes=not command.reads_only)
        reply = await command.do(talk)
        if talk.opened is not None:
            return reply
        if reply is not None and talk.who.dialog is not None and command.name != "huy":
            return reply.then(await self.dialogs.ask_again(talk))
        return reply

    async def _pressed(self, talk: Talk) -> Reply | None:
        name, *args = talk.said.choice.split(":")
        if name == "d":
            return await self.dialogs.tapped(talk, args)
        button = self.book.buttons.get(name)
        if button is None:
            return texts.common.stale()
        return await self._press(talk, button, args)

    async def _press(self, talk: Talk, button: Button, args: list[str]) -> Reply | None:
        if talk.who.is_group and not button.in_group:
            return texts.common.only_in_private(self._private_link(talk))
        if await self._of_another_union(talk):
            return texts.common.stale()
        await admit(talk, button.audience, writes=not button.reads_only)
        talk.args = args
        return await button.do(talk)

    async def _of_another_union(self, talk: Talk) -> bool:
        """A button of one union does nothing in another: it is asked which sent the message."""
        if talk.said.choice.startswith("union.switch") or not talk.said.on:
            return False
        if len(await talk.work.accounts.unions_of(talk.who.account_id)) < 2:
            return False
        sent_by = await talk.work.accounts.union_of_message(talk.who.chat_id, talk.said.on)
        return sent_by is not None and sent_by != talk.work.union

    async def _in_dialog(self, talk: Talk, found: Command | None) -> Reply | None:
        reply = await self.dialogs.answered(talk)
        if reply is not None:
            return reply
        if found is not None:
            return await self._command(talk, found)
        return await self.dialogs.not_understood(talk)

    def _write(self, talk: Talk, reply: Reply | None) -> Heard:
        outbox = talk.work.outbox
        heard = Heard(talk.who.chat_id, claimed=outbox.claimed, waiting=outbox.waiting)
        heard.tasks = talk.work.tasks_asked
        parts = (reply, *reply.more) if reply else ()
        for place, one in enumerate(
            one_list(parts, self.book.weighs) if talk.said.numbered else parts
        ):
            if not one.text and one.file is None and not one.qr:
                heard.toast = heard.toast or one.toast
                continue
            if not talk.who.is_group:
                one = replace(one, text=addressed(one.text, talk.who.member))
            body = one.body(talk.said.on) | ({"follows": True} if place else {})
            outbox.answer(talk.who.chat_id, talk.work.union, body)
            heard.toast = heard.toast or one.toast
        return heard

    def _private_link(self, talk: Talk) -> str:
        bot = self.house.bots.get(talk.who.bot_id)
        return bot.link() if bot else ""


def _saying(reply: Reply, over: bool = False) -> Answer:
    """Only this answer; `over` closes the dialog it was met in."""

    async def say(talk: Talk) -> Reply | None:
        if over:
            await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
        talk.stranger = talk.who.member is None
        if talk.who.is_group and talk.stranger:
            return None
        return reply

    return say


def _used_long_ago(who: Speaker, now: datetime) -> bool:
    used = who.chat_heard_at
    return used is None or (now - used).total_seconds() > CHAT_USED_SECONDS


def _database_is_down(error: Exception) -> bool:
    """Then nothing is acknowledged and the platform delivers again."""
    return bool(getattr(error, "connection_invalidated", False)) or type(error).__name__ in (
        "OperationalError",
        "InterfaceError",
        "TimeoutError",
    )
