"""`congdoan migrate`, `backup`, `restore`, `resume`, `check`: keeping what is there."""

import argparse
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import real_time
from bot.doors import backup as backups
from bot.doors import check as checks
from bot.doors import papers
from bot.doors.common import Wrong, at_head, tables
from bot.subjects import JOBS
from config.settings import Settings
from storage import schema
from storage.engine import is_sqlite, open_engine, sqlite_file
from storage.work import open_work
from union.calendar import moment


async def migrate(settings: Settings, arguments: argparse.Namespace) -> None:
    """Backs up first, then upgrades under a lock, then puts the guards back."""
    engine = open_engine(settings.database_url)
    try:
        found = await schema.revision(engine)
        if found is not None and found not in schema.revisions():
            raise Wrong(tables(found))
        if found is not None and found != schema.head():
            folder = (
                sqlite_file(settings.database_url).parent
                if is_sqlite(settings.database_url)
                else Path()
            )
            file = folder / f"truoc-khi-nang-cap-{found}-{real_time():%Y%m%d-%H%M%S}.zip"
            await backups.write(engine, file, real_time())
            print(f"Đã sao lưu vào {file}.")
        await schema.upgrade(engine)
    finally:
        await engine.dispose()
    print(f"Cơ sở dữ liệu ở bản {schema.head()}.")


async def backup(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    engine = open_engine(settings.database_url)
    try:
        rows = await backups.write(engine, Path(arguments.file), real_time())
    finally:
        await engine.dispose()
    print(
        f"Đã sao lưu {rows} dòng vào {arguments.file}. Tệp có dữ liệu riêng tư, cất giữ cẩn thận."
    )


async def restore(settings: Settings, arguments: argparse.Namespace) -> None:
    engine = open_engine(settings.database_url)
    try:
        unsent = await backups.read(engine, Path(arguments.file))
        print("Đã khôi phục. Bot đang TẠM DỪNG GỬI.")
        for line in unsent:
            print(f"- chưa gửi: {line}")
        gaps = await papers.ask(engine)
    finally:
        await engine.dispose()
    print("Xem xong, chạy `congdoan resume` để gửi tiếp, hoặc `congdoan resume --cancel` để bỏ.")
    if gaps:
        raise Wrong("\n".join(gaps))


async def resume(settings: Settings, arguments: argparse.Namespace) -> None:
    await at_head(settings)
    engine = open_engine(settings.database_url)
    try:
        count = await backups.resume(engine, cancel=arguments.cancel)
        await _asked_up_to_now(engine)
    finally:
        await engine.dispose()
    done = "Đã bỏ" if arguments.cancel else "Sẽ gửi"
    print(f"{done} {count} tin chưa gửi. Bot gửi bình thường trở lại.")


async def check(settings: Settings, arguments: argparse.Namespace) -> None:
    problems = await checks.problems(settings)
    if problems:
        raise Wrong("\n".join(problems))
    print("Mọi thứ đều ổn: cài đặt, cơ sở dữ liệu, khóa bảo vệ, sổ quỹ, sổ nhật ký.")
    for note in await checks.notes(settings):
        print(f"- {note}")


async def _asked_up_to_now(engine: AsyncEngine) -> None:
    """What the jobs owed between the backup and the loss has perhaps gone out: not again."""
    async with open_work(engine, None, real_time()) as work:
        for job in JOBS:
            if moment(work.today, job.at) <= work.now:
                await work.plan.first_run(job.name, work.today)
