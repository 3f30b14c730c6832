"""The dialog engine: questions in order, then one call. Where a person stands is a row."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import texts
from bot.book import Book
from bot.rights import admit
from bot.said import Reply
from bot.talk import Dialog, Question, Talk
from storage.speaker import Speaker
from union.refusals import Reason, Refusal

RUN = "_run"  # among the answers: a mark of this run of the dialog
FORGOTTEN_AFTER = timedelta(days=7)


class Over(Refusal):
    """A refusal met inside a dialog: nothing more can come of it, so it is closed."""


@asynccontextmanager
async def _ending() -> AsyncIterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise Over(refusal.reason, **refusal.facts) from refusal


class Dialogs:
    def __init__(self, book: Book) -> None:
        self.book = book

    async def begin(self, talk: Talk, reply: Reply | None) -> Reply:
        """Start what a handler opened, with what its sentence already answered."""
        if talk.opened is None:
            raise LookupError("no dialog was opened")
        if talk.who.is_group:
            raise Refusal(Reason.PRIVATE_ONLY)
        name, answers = talk.opened
        talk.opened = None
        dialog = self.book.dialogs[name]
        await admit(talk, dialog.audience, writes=False)
        asked = await self._next(talk, dialog, {**answers, RUN: secrets.token_hex(2)})
        return reply.then(asked) if reply and reply.text else asked

    def asks_for_number(self, who: Speaker) -> bool:
        """Whether the question that is open there wants a number said."""
        row = who.dialog
        dialog = self.book.dialogs.get(row.dialog_name) if row else None
        question = _open_question(dialog, dict(row.dialog_answers)) if row and dialog else None
        return question is not None and question.number

    async def answered(self, talk: Talk) -> Reply | None:
        """Take a typed answer; None when it was not understood."""
        dialog, answers = await self._current(talk)
        if dialog is None:
            return texts.common.forgotten()
        question = _open_question(dialog, answers)
        if question is None:
            return await self._finish(talk, dialog, answers)
        async with _ending():
            value = await question.read(talk, answers)
            if value is None:
                return None
            return await self._next(talk, dialog, answers | {question.name: value})

    async def tapped(self, talk: Talk, args: list[str]) -> Reply:
        """Take a tapped answer `dialog:question:value`; a stale one says so."""
        dialog, answers = await self._current(talk)
        if dialog is None or len(args) < 4 or dialog.name != args[0]:
            return texts.common.stale()
        question = _open_question(dialog, answers)
        if question is None or question.name != args[1] or args[-1] != answers.get(RUN):
            return texts.common.stale()
        talk.args = args[2:-1]
        async with _ending():
            value = await question.read(talk, answers)
            if value is None:
                return _stamped(await question.again(talk, answers), answers, question.number)
            return await self._next(talk, dialog, answers | {question.name: value})

    async def not_understood(self, talk: Talk) -> Reply:
        dialog, answers = await self._current(talk)
        question = _open_question(dialog, answers) if dialog else None
        if question is None:
            return texts.common.forgotten()
        again = _stamped(await question.again(talk, answers), answers, question.number)
        if talk.said.kind in ("text", "contact"):
            return again
        return replace(again, text=f"{texts.common.cannot(talk.said.kind)}\n{again.text}")

    async def ask_again(self, talk: Talk) -> Reply:
        dialog, answers = await self._current(talk)
        question = _open_question(dialog, answers) if dialog else None
        if question is None:
            return texts.common.forgotten()
        return _stamped(await question.ask(talk, answers), answers, question.number)

    async def _current(self, talk: Talk) -> tuple[Dialog | None, dict[str, Any]]:
        """The open dialog, still allowed, of today's version and not a week old."""
        row = talk.who.dialog
        dialog = self.book.dialogs.get(row.dialog_name) if row else None
        if row is None or dialog is None or talk.who.is_group:
            return None, {}
        async with _ending():
            await admit(talk, dialog.audience, writes=True)
        old = talk.work.now - row.dialog_since > FORGOTTEN_AFTER
        if old or row.dialog_version != dialog.version:
            await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
            return None, {}
        return dialog, dict(row.dialog_answers)

    async def _next(self, talk: Talk, dialog: Dialog, answers: dict[str, Any]) -> Reply:
        question = _open_question(dialog, answers)
        if question is None:
            return await self._finish(talk, dialog, answers)
        await talk.work.dialogs.open(
            talk.who.chat_id, talk.who.account_id, dialog.name, dialog.version, answers
        )
        talk.stranger = False
        asked = _stamped(await question.ask(talk, answers), answers, question.number)
        return replace(asked, edit=bool(talk.said.on))

    async def _finish(self, talk: Talk, dialog: Dialog, answers: dict[str, Any]) -> Reply:
        await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
        if talk.work.union is not None:
            await talk.work.lock()
        reply = await dialog.done(talk, answers)
        if talk.opened is not None:  # one dialog may lead to the next, or begin anew
            return await self.begin(talk, reply)
        keyboard = any(choice.contact for row in reply.choices for choice in row)
        return replace(reply, edit=bool(talk.said.on) and not keyboard)


def _stamped(reply: Reply, answers: dict[str, Any], number: bool) -> Reply:
    """Every tap says which run of the dialog it belongs to: an older one's does nothing here.

    `number`: the question wants one, so its choices are not numbered where they are typed.
    """
    run = answers.get(RUN, "")
    choices = tuple(
        tuple(
            replace(choice, data=f"{choice.data}:{run}") if choice.data.startswith("d:") else choice
            for choice in row
        )
        for row in reply.choices
    )
    return replace(reply, choices=choices, worded=reply.worded or number)


def _open_question(dialog: Dialog, answers: dict[str, Any]) -> Question | None:
    return next(
        (q for q in dialog.questions if q.name not in answers and not q.skip(answers)), None
    )
