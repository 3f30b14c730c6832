"""`congdoan init` and `congdoan import members`: a union, and the people in it."""

import argparse
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import derived, real_time
from bot.doors import founding, roster
from bot.doors.common import Wrong, at_head
from config import union_file
from config.settings import Settings
from storage import schema
from storage.engine import open_engine
from storage.models import unions
from storage.work import open_work
from union.calendar import day_of


async def init(settings: Settings, arguments: argparse.Namespace) -> None:
    profile = union_file.load(Path(arguments.file))
    engine = open_engine(settings.database_url)
    try:
        if await schema.revision(engine) is None:
            await schema.upgrade(engine)
        await at_head(settings)
        code = await founding.found(engine, profile, derived(settings, "codes"), real_time())
    finally:
        await engine.dispose()
    print(f"Đã lập hồ sơ {profile.name}.")
    if code:
        print(
            f"Mã vào Bot của Chủ tịch (dùng một lần, 7 ngày): {code[:3]} {code[3:]}\n"
            "Chủ tịch mở Bot, gõ mã này. Bot đang chạy thử; gõ /chinhthuc khi sẵn sàng."
        )


async def import_members(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    now = real_time()
    entries, problems = roster.read(Path(arguments.file), day_of(now))
    engine = open_engine(settings.database_url)
    try:
        union_id = await chosen_union(engine, arguments.union)
        async with open_work(engine, union_id, now) as work:
            made = await roster.preview(work, entries)
        for problem in problems + made.problems:
            print(problem)
        print(f"Thêm {len(made.new)} người, sửa {len(made.changed)}, giữ nguyên {made.same}.")
        if not (made.new or made.changed):
            return
        if not arguments.yes and not agreed("Ghi vào danh sách? (c/k) "):
            print("Chưa ghi gì.")
            return
        await roster.keep(engine, union_id, entries, now)
        print("Đã ghi.")
    finally:
        await engine.dispose()


def agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("c", "co", "có", "y")
    except EOFError:  # nobody is there to answer
        return False


async def chosen_union(engine: AsyncEngine, code: str) -> int:
    """The only one, or the one named by --union."""
    async with engine.connect() as connection, connection.begin():
        known = (await connection.execute(select(unions.c.id, unions.c.code))).all()
    found = [row.id for row in known if not code or row.code == code]
    if len(found) != 1:
        codes = ", ".join(row.code for row in known) or "chưa có, chạy congdoan init trước"
        raise Wrong(f"Cho biết mã công đoàn bằng --union. Các mã: {codes}.")
    return int(found[0])
