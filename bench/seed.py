"""Members by the thousand, spread over unions, each one message away from a finished update."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import schema
from storage.models import (
    accounts,
    bots,
    charges,
    chats,
    dialogs,
    dues_bases,
    links,
    members,
    seats,
    unions,
)
from storage.work import open_work
from union import names
from union.dues import period_of

UNIONS = 20
BOT = "123456789"
BANK = {"bank": "Vietcombank", "account": "0123456789", "holder": "CĐCS"}


@dataclass(frozen=True)
class Update:
    """What every user says, and the dialog that is open when they do."""

    words: str
    dialog: str = ""
    charged: bool = False  # everybody owes this month's dues
    treasurers: bool = False  # everybody may take money in


UPDATES = {
    "correction": Update("đúng", "sua"),  # confirms a correction: a case and a log line
    "told": Update("tôi đã chuyển", charged=True),  # tells of a transfer: a case and a card
    "booked": Update("đúng", "thu", charged=True, treasurers=True),  # books cash: vouchers, receipt
}


async def seed(engine: AsyncEngine, users: int, first: int, update: str) -> None:
    """`users` members with platform ids from `first` on; rows are numbered from 1."""
    await schema.upgrade(engine)
    now, what = datetime.now(UTC), UPDATES[update]
    async with engine.begin() as connection:
        await _many(connection, bots, [{"platform": "telegram", "external": BOT, "name": "lab"}])
        await _many(connection, unions, [_union(n, now) for n in range(UNIONS)])
        await _many(connection, members, [_member(n, now) for n in range(users)])
        external = [{"bot_id": 1, "external": str(first + n)} for n in range(users)]
        mine = [{"union_id": _of(n), "created_at": now} for n in range(users)]
        await _many(connection, accounts, [a | b for a, b in zip(external, mine, strict=True)])
        await _many(connection, chats, [one | {"heard_at": now} for one in external])
        await _many(connection, links, [_link(n, now) for n in range(users)])
        if what.treasurers:
            await _many(connection, seats, [_seat(n, now) for n in range(users)])
        if what.dialog:
            await _many(connection, dialogs, [_dialog(n, users, what, now) for n in range(users)])
    if what.charged:
        await _charge(engine, users, now)


async def _many(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    await connection.execute(insert(table), rows)


def _of(n: int) -> int:
    return 1 + n % UNIONS


def _union(n: int, now: datetime) -> dict[str, Any]:
    return {
        "code": f"lab{n}", "name": f"CĐCS số {n}", "kind": "enterprise", "bank": BANK,
        "log_salt": f"{n:032x}", "created_at": now,
        "trial": True,  # whatever day it is, nothing is started: the load alone is measured
    }  # fmt: skip


def _member(n: int, now: datetime) -> dict[str, Any]:
    name = f"Nguyễn Văn {chr(65 + n % 26)}"
    return {
        "union_id": _of(n), "name": name, "sort_key": names.sort_key(name),
        "search_key": names.search_key(name), "birth_year": 1980, "sex": "M",
        "phone": f"+849{n:08d}", "state": "member", "joined_on": date(2020, 1, 1),
        "created_at": now,
    }  # fmt: skip


def _link(n: int, now: datetime) -> dict[str, Any]:
    who = {"union_id": _of(n), "account_id": n + 1, "member_id": n + 1}
    return who | {"since": now, "used_at": now}


def _seat(n: int, now: datetime) -> dict[str, Any]:
    return {"union_id": _of(n), "member_id": n + 1, "role": "treasurer", "starts": now}


def _dialog(n: int, users: int, what: Update, now: datetime) -> dict[str, Any]:
    """Cash is of somebody else in the same union: nobody takes in their own."""
    answers: dict[str, Any] = {"field": "phone", "value": f"+848{n:08d}"}
    if what.dialog == "thu":
        payer = 1 + (n + UNIONS) % (users - users % UNIONS)
        answers = {"found": {"rows": [[payer, 46_800, 46_800, "", None, ""]], "aside": []}}
    where = {"chat_id": n + 1, "account_id": n + 1, "name": what.dialog, "version": 1}
    return where | {"since": now, "answers": answers}


async def _charge(engine: AsyncEngine, users: int, now: datetime) -> None:
    """This month's dues of everybody, an amount each, as the officers set them."""
    async with open_work(engine, 1, now) as work:
        period = period_of(work.today)
    of = [{"union_id": _of(n), "member_id": n + 1, "created_at": now} for n in range(users)]
    basis = {"first_day": date(2026, 1, 1), "kind": "amount", "amount": 46_800}
    charge = {"item": "dues", "period": period, "amount": 46_800}
    async with engine.begin() as connection:
        await _many(connection, dues_bases, [one | basis for one in of])
        await _many(connection, charges, [one | charge for one in of])
