"""Menus of a platform without buttons: live once sent, over when the talk has moved on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select

from storage.models import accounts, chats, dialogs, heard, menus, outbox
from storage.repository import Repository

LIVES = timedelta(days=7)  # as long as an open dialog is kept
BESIDE = timedelta(hours=1)  # so long an unasked list competes with the one before it
IN_TALK = timedelta(minutes=10)  # after the last word: what nobody asked for waits so long
CARDS_KEPT = 200  # of one chat: the oldest are then said by the command alone


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown, what it decides, and the message it belongs to."""

    label: str
    data: str
    message: str


@dataclass(frozen=True, slots=True)
class Menu:
    """`choices` in the order they were numbered; with a case number they are said in words,
    0 is a question's."""

    message: str
    choices: tuple[Choice, ...]
    asked: bool
    case_number: int | None
    sent_at: datetime
    current: bool = True  # nothing has been answered since

    @property
    def numbered(self) -> bool:
        return self.case_number is None


class Menus(Repository):
    async def sent(
        self,
        chat_id: int,
        message: str,
        choices: list[tuple[str, ...]],
        *,
        asked: bool,
        case_number: int | None = None,
    ) -> None:
        """A message went out. An answer ends the menus before it, also when it has none."""
        await self.run(
            insert(menus).values(
                chat_id=chat_id,
                message=message,
                choices=[list(choice) for choice in choices],
                asked=asked,
                case_number=case_number,
                sent_at=self.work.now,
            )
        )

    async def live(self, chat_id: int) -> list[Menu]:
        """The newest first: back to the last answer, and no further than a week; of two lists of
        which nobody asked for the second, both while less than an hour lies between them.

        Cards are answered with their number, so they stay open beside whatever is talked of.
        """
        recent = or_(menus.c.sent_at > self.work.now - LIVES, menus.c.case_number > 0)
        query = (
            select(menus)
            .where(menus.c.chat_id == chat_id, recent)
            .order_by(menus.c.id.desc())
            .limit(CARDS_KEPT)
        )
        found: list[Menu] = []
        current, newer = True, None
        for row in await self.run(query):
            aside = newer is not None and newer - row.sent_at > BESIDE
            if row.choices and (row.case_number or (current and not aside)):
                found.append(_menu(row, current))
            if row.case_number is None and row.choices:
                newer = newer or row.sent_at
            current = current and not row.asked
        return found

    async def heads(self, chat_id: int, messages: list[str]) -> dict[str, str]:
        """How each message begins, to tell two lists apart."""
        query = select(outbox.c.sent_as, outbox.c.body).where(
            outbox.c.chat_id == chat_id, outbox.c.sent_as.in_(messages)
        )
        rows = (await self.run(query)).all()
        return {row.sent_as: (row.body or {}).get("text", "").partition("\n")[0] for row in rows}

    async def in_talk_until(self, chat_id: int) -> datetime | None:
        """While somebody is in a dialog or has a list to choose from: ten minutes after their
        last word; None once they may be disturbed."""
        asked = select(menus.c.id).where(menus.c.chat_id == chat_id).limit(1)
        query = (
            select(
                func.max(heard.c.at).label("last"),
                select(dialogs.c.name).where(dialogs.c.chat_id == chat_id).exists().label("open"),
                asked.exists().label("listed"),
            )
            .select_from(chats)
            .join(accounts, accounts.c.bot_id == chats.c.bot_id)
            .join(heard, heard.c.account_id == accounts.c.id)
            .where(chats.c.id == chat_id, accounts.c.external == chats.c.external)
            .where(heard.c.at > self.work.now - IN_TALK)
        )
        row = (await self.run(query)).one()
        if row.last is None or not (row.open or (row.listed and await self._listed(chat_id))):
            return None
        last: datetime = row.last
        return last + IN_TALK

    async def _listed(self, chat_id: int) -> bool:
        return any(menu.current and menu.numbered for menu in await self.live(chat_id))

    async def forget(self, before: datetime) -> None:
        await self.run(menus.delete().where(menus.c.sent_at < before))


def _menu(row: Any, current: bool) -> Menu:
    choices = tuple(Choice(label, data, *(on or [row.message])) for label, data, *on in row.choices)
    return Menu(row.message, choices, row.asked, row.case_number, row.sent_at, current)
