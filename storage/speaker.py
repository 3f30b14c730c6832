"""Who is speaking: an account in a chat, the member it leads to, and their seats this minute."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)

from storage.members import MEMBER_COLUMNS, member_of, team_of
from storage.models import (
    accounts,
    chats,
    dialogs,
    heard,
    links,
    members,
    seats,
    teams,
    unions,
)
from storage.types import Moment
from union.members import Member
from union.rights import Role, Seat


@dataclass(frozen=True, slots=True)
class Speaker:
    """Everything `hear()` must know before it lets a handler run; read in one statement."""

    bot_id: int
    account_id: int
    chat_id: int
    is_group: bool
    group_union: int | None
    union_id: int | None  # the current one; None for a stranger who named none
    closed: bool
    member: Member | None
    seats: tuple[Seat, ...]
    dialog: "Row[Any] | None"
    heard_before: bool
    lately: int  # messages of this account in the last minute
    answered_stranger: int  # answers given to a stranger in the last day
    wrong_codes: int
    wrong_since: datetime | None
    chat_blocked: bool
    chat_heard_at: datetime | None
    logged: int  # how far the log of the union had grown when this was read


def _seats_text() -> Any:
    """The member's seats as one text `chair::,team_leader:7:s`: saves a statement a message."""
    lent = case((seats.c.stands_for.is_not(None), ":s"), else_=":")
    one = seats.c.role + ":" + func.coalesce(cast(seats.c.team_id, String), "") + lent
    now = bindparam("now", type_=Moment)
    return (
        select(func.aggregate_strings(one, ","))
        .where(
            seats.c.member_id == members.c.id,
            seats.c.union_id == members.c.union_id,
            seats.c.starts <= now,
            or_(seats.c.ends.is_(None), seats.c.ends > now),
        )
        .correlate(members)
        .scalar_subquery()
    )


def _heard_lately(since: str, *only: ColumnElement[bool]) -> Any:
    """How many messages of the account were heard since the bound moment."""
    recent = heard.c.at > bindparam(since, type_=Moment)
    return (
        select(func.count())
        .select_from(heard)
        .where(heard.c.account_id == accounts.c.id, recent, *only)
        .correlate(accounts)
        .scalar_subquery()
    )


def _speaker_query() -> Select[Any]:
    """Built once: putting a statement together costs more than running it."""
    bot = bindparam("bot", type_=heard.c.bot_id.type)
    was_heard = (
        select(heard.c.key).where(heard.c.bot_id == bot, heard.c.key == bindparam("key")).exists()
    )
    return (
        select(
            accounts.c.id.label("account_id"),
            accounts.c.union_id,
            accounts.c.wrong_codes,
            accounts.c.wrong_since,
            chats.c.id.label("chat_id"),
            chats.c.is_group,
            chats.c.union_id.label("group_union"),
            chats.c.blocked_at,
            chats.c.heard_at,
            unions.c.closed_at,
            unions.c.log_count,
            dialogs.c.name.label("dialog_name"),
            dialogs.c.version.label("dialog_version"),
            dialogs.c.answers.label("dialog_answers"),
            dialogs.c.since.label("dialog_since"),
            was_heard.label("was_heard"),
            _heard_lately("minute_ago").label("lately"),
            _heard_lately("day_ago", heard.c.stranger).label("answered"),
            _seats_text().label("seats"),
            *(column.label(f"m_{column.name}") for column in MEMBER_COLUMNS),
        )
        .select_from(chats)
        .join(accounts, accounts.c.bot_id == chats.c.bot_id)
        .outerjoin(unions, unions.c.id == accounts.c.union_id)
        .outerjoin(
            links,
            and_(links.c.account_id == accounts.c.id, links.c.union_id == accounts.c.union_id),
        )
        .outerjoin(
            members,
            and_(members.c.id == links.c.member_id, members.c.union_id == links.c.union_id),
        )
        .outerjoin(teams, team_of(members))
        .outerjoin(
            dialogs,
            and_(dialogs.c.chat_id == chats.c.id, dialogs.c.account_id == accounts.c.id),
        )
        .where(
            chats.c.bot_id == bot,
            chats.c.external == bindparam("chat"),
            accounts.c.external == bindparam("person"),
        )
        .with_for_update(of=chats)
    )


SPEAKER = _speaker_query()


def _read_seats(text: str | None) -> tuple[Seat, ...]:
    parts = (part.split(":") for part in (text or "").split(",") if part)
    return tuple(
        Seat(Role(role), int(team) if team else None, stands_in=bool(lent))
        for role, team, lent in parts
    )


def speaker_of(bot_id: int, row: Row[Any]) -> Speaker:
    member = member_of(_Prefixed(row)) if row.m_id is not None else None  # type: ignore[arg-type]
    return Speaker(
        bot_id=bot_id,
        account_id=row.account_id,
        chat_id=row.chat_id,
        is_group=row.is_group,
        group_union=row.group_union,
        union_id=row.union_id,
        closed=row.closed_at is not None,
        member=member,
        seats=_read_seats(row.seats) if member else (),
        dialog=row if row.dialog_name else None,
        heard_before=row.was_heard,
        lately=row.lately,
        answered_stranger=row.answered,
        wrong_codes=row.wrong_codes,
        wrong_since=row.wrong_since,
        chat_blocked=row.blocked_at is not None,
        chat_heard_at=row.heard_at,
        logged=row.log_count or 0,
    )


class _Prefixed:
    """The member's part of a wider row, read by the same function as everywhere."""

    def __init__(self, row: Row[Any]) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, f"m_{name}")
