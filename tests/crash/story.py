"""One story that passes every point: join, approve, correct, pay by two, a birthday; its trace."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from storage.models import (
    accounts,
    cases,
    chats,
    consents,
    dialogs,
    heard,
    links,
    log,
    members,
    outbox,
    runs,
    vouchers,
)
from storage.work import open_work
from tests.crash.village import Heard, Village


async def play(there: Village) -> None:
    khach, chi, an, dung, bich = there.khach, there.chi, there.an, there.dung, there.bich
    await khach.says("xin chào")
    await khach.says("Xin vào công đoàn")
    await khach.says("lê văn khách 1/2/1990")
    await khach.taps("Nam")
    await khach.taps("Tổ 2")
    await khach.taps("Đúng, tôi đồng ý")
    assert khach.hears("Đã gửi đề nghị số 1")
    await chi.taps("Duyệt")
    assert khach.hears("Chào mừng anh Khách")
    await an.says("sửa số điện thoại 0912 345 678")
    await an.taps("Đúng, gửi đi")
    await chi.taps("Duyệt")
    assert an.hears("0912 345 678")
    await bich.says("chi 100k photo")
    await bich.taps("Gửi duyệt")
    await chi.taps("Duyệt")
    assert bich.hears("TC-PC-001")
    dung.mark()
    await there.clock_to(2026, 11, 28, hour=7, minute=30)
    await there.clock_to(2026, 11, 28, hour=8, minute=0)


@dataclass
class Trace:
    """What a story leaves behind."""

    rows: dict[str, Any]
    said: Counter[Heard]  # what people were sent
    greetings: Counter[Heard]
    unknown: int  # greetings of which nobody knows whether they came
    told: int  # how often the chair was told of such


async def trace(there: Village) -> Trace:
    said = Counter(_accepted(there))
    greetings, told, unknown = await _greetings(there)
    return Trace(
        await _rows(there),
        Counter({what: n for what, n in said.items() if what not in (*greetings, *told)}),
        Counter({what: said[what] for what in greetings}),
        unknown,
        len(told),
    )


def _accepted(there: Village) -> list[Heard]:
    """Every message and every change of one that the platform took from the bot."""
    return [
        (str(call.params["chat_id"]), there.as_written(call.params["text"]))
        for call in there.world.calls
        if call.method in ("sendMessage", "editMessageText") and (call.answer or {}).get("ok")
    ]


async def _greetings(there: Village) -> tuple[list[Heard], list[Heard], int]:
    """Greetings, what the chair was told of lost ones, and how many may be lost."""
    query = (
        select(chats.c.external, outbox.c.body, outbox.c.kind, outbox.c.state)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(outbox.c.marked_first | (outbox.c.kind == "unsent"))
    )
    async with there.engine.begin() as connection:
        found = (await connection.execute(query)).all()
    greetings = [row for row in found if row.kind != "unsent"]
    told = [(row.external, row.body["text"]) for row in found if row.kind == "unsent"]
    unknown = sum(row.state == "unknown" for row in greetings)
    return [(row.external, row.body["text"]) for row in greetings], told, unknown


async def _rows(there: Village) -> dict[str, Any]:
    async with open_work(there.engine, there.union_id, there.clock.now()) as work:

        async def all_of(*columns: Any) -> list[tuple[Any, ...]]:
            found = await work.connection.execute(select(*columns).order_by(*columns))
            return [tuple(row) for row in found]

        told = (
            select(outbox.c.kind, outbox.c.owed, chats.c.external, outbox.c.body)
            .join(chats, chats.c.id == outbox.c.chat_id)
            .where(outbox.c.kind != "unsent")  # only there when a greeting may be lost
        )
        messages = [
            (row.kind, _about(row.owed), row.external, (row.body or {}).get("text", ""))
            for row in await work.connection.execute(told)
        ]
        count = select(func.count()).select_from(heard)
        return {
            "members": await all_of(members.c.name, members.c.state, members.c.phone),
            "cases": await all_of(cases.c.number, cases.c.kind, cases.c.state),
            "consents": await all_of(_name(consents), consents.c.purpose, consents.c.answer),
            "links": await all_of(_name(links), links.c.union_id),
            "accounts": await all_of(accounts.c.external),
            "chats": await all_of(chats.c.external),
            "dialogs": await all_of(dialogs.c.name),
            "vouchers": await all_of(
                vouchers.c.position, vouchers.c.number, vouchers.c.total, vouchers.c.balance
            ),
            "runs": await all_of(runs.c.job, runs.c.day),
            "log": await all_of(log.c.number, log.c.verb, log.c.subject),
            "log holds": await work.log.verify() is None,
            "messages": sorted(messages),
            "heard": (await work.connection.execute(count)).scalar_one(),
            "unfinished": await _unfinished(work),
        }


def _about(owed: str | None) -> str:
    return (owed or "").rpartition(":")[0]


def _name(of: Any) -> Any:
    """Numbers of rows may have gaps where a transaction was lost; names have not."""
    it = members.alias()
    wanted = select(it.c.name).where(it.c.id == of.c.member_id)
    return wanted.correlate(of).scalar_subquery()


async def _unfinished(work: Any) -> list[tuple[Any, ...]]:
    query = select(outbox.c.id, outbox.c.state).where(
        outbox.c.state.not_in(("sent", "cancelled")), outbox.c.marked_first.is_(False)
    )
    return [tuple(row) for row in await work.connection.execute(query)]


def lost(quiet: Trace, loud: Trace) -> dict[Heard, int]:
    """Said without kills, and not said with them."""
    return {what: n for what, n in quiet.said.items() if loud.said[what] < n}


def doubled(quiet: Trace, loud: Trace) -> Counter[Heard]:
    return loud.said - quiet.said
