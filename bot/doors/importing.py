"""`congdoan import`: members, vouchers; each with a preview before anything is kept."""

import argparse
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot.app import real_time
from bot.doors import amounts, joining, vouchers
from bot.doors.common import Wrong, at_head
from bot.doors.joining import agreed, chosen_union
from bot.doors.template import write as write_template
from bot.texts.book import KINDS
from config.settings import Settings
from storage.engine import open_engine
from union.calendar import day_of
from union.money import money_text

MOST_PROBLEMS = 30


async def door(settings: Settings, arguments: argparse.Namespace) -> None:
    if arguments.template:
        if arguments.what != "vouchers":
            raise Wrong("Chỉ có mẫu cho: congdoan import vouchers --template TỆP.xlsx")
        write_template(Path(arguments.template))
        print(f"Đã ghi tệp mẫu {arguments.template}.")
        return
    if not arguments.file:
        raise Wrong(f"Cho biết tệp: congdoan import {arguments.what} TỆP.xlsx")
    await IMPORTS[arguments.what](settings, arguments)


async def import_vouchers(settings: Settings, arguments: argparse.Namespace) -> None:
    """All or nothing; what is in the book already is passed over."""
    await at_head(settings)
    now = real_time()
    entries, problems = vouchers.read(Path(arguments.file), day_of(now))
    engine = open_engine(settings.database_url)
    try:
        union_id = await chosen_union(engine, arguments.union)
        made = await vouchers.book(engine, union_id, entries, now, keep=False)
        _check(problems + made.problems)
        _show(made)
        if not made.vouchers:
            print("Không có gì mới để ghi.")
            return
        if not arguments.yes and not agreed("Ghi vào sổ? (c/k) "):
            print("Chưa ghi gì.")
            return
        made = await vouchers.book(engine, union_id, entries, now, keep=True)
        print(f"Đã ghi {len(made.vouchers)} phiếu.")
    finally:
        await engine.dispose()


def _check(problems: list[str]) -> None:
    if not problems:
        return
    shown = problems[:MOST_PROBLEMS]
    if rest := len(problems) - len(shown):
        shown.append(f"… và {rest} dòng nữa.")
    raise Wrong("\n".join([*shown, "Chưa ghi gì: sửa các dòng trên rồi nhập lại cả tệp."]))


def _show(made: vouchers.Booked) -> None:
    for kind, count, total in vouchers.totals(made.vouchers):
        print(f"{KINDS[kind]}: {count} dòng, {money_text(total)}.")
    for fund, balance in made.balances.items():
        print(f"{fund} sau khi ghi: {money_text(balance)}.")
    if made.same:
        print(f"{made.same} dòng đã có trong sổ, bỏ qua.")


IMPORTS: dict[str, Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, None]]] = {
    "members": joining.import_members,
    "vouchers": import_vouchers,
    "dues": amounts.import_dues,
}
