"""`congdoan` from a shell: 0 when done, 1 with a sentence when not, 2 for a wrong line."""

import asyncio
import socket
from pathlib import Path

from config.settings import example
from sandbox.clock import MovableClock
from sandbox.telegram import Telegram, serve
from tests.chat import START
from tests.doors.command import ROOT, SECRET, TOKEN, congdoan

GOOD = {"SECRET_KEY": SECRET, "DATABASE_URL": "sqlite:///congdoan.db"}
UNION = ROOT / "config" / "union.example.toml"


def _write(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.write_text(text, encoding=encoding)
    return file


def _exists(file: Path) -> bool:
    return file.exists()


async def test_a_union_is_made_filled_saved_lost_and_restored(tmp_path: Path) -> None:
    made = await congdoan(tmp_path, "init", str(UNION), **GOOD)
    assert made.code == 0
    assert "Mã vào Bot của Chủ tịch" in made.out

    _write(tmp_path / "m.csv", "Họ tên,Ngày sinh,Tổ\nTrần Văn An,8/3/1988,1\nVõ Sáu,31/2/1990,1\n")
    asked = await congdoan(tmp_path, "import", "members", "m.csv", **GOOD)
    assert asked.code == 0
    assert "Dòng 3" in asked.out
    assert "Thêm 1 người" in asked.out
    assert "Chưa ghi gì." in asked.out  # nobody was there to say yes
    kept = await congdoan(tmp_path, "import", "members", "m.csv", "--yes", **GOOD)
    assert "Đã ghi." in kept.out
    again = await congdoan(tmp_path, "import", "members", "m.csv", "--yes", **GOOD)
    assert "Thêm 0 người, sửa 0, giữ nguyên 1." in again.out

    saved = await congdoan(tmp_path, "backup", "saved.zip", **GOOD)
    assert saved.code == 0
    refused = await congdoan(tmp_path, "restore", "saved.zip", **GOOD)
    assert refused.code == 1
    assert "đã có công đoàn" in refused.err

    new = GOOD | {"DATABASE_URL": "sqlite:///new.db"}
    restored = await congdoan(tmp_path, "restore", "saved.zip", **new)
    assert restored.code == 0
    assert "TẠM DỪNG GỬI" in restored.out
    resumed = await congdoan(tmp_path, "resume", **new)
    assert "Sẽ gửi 0 tin" in resumed.out
    due = await congdoan(tmp_path, "due", "--on", "8/3/2027", **new)
    assert due.code == 0
    assert "08/03/2027 không có gì" in due.out
    assert (await congdoan(tmp_path, "migrate", **new)).code == 0


async def test_check_says_what_is_wrong_or_that_nothing_is(tmp_path: Path) -> None:
    empty = await congdoan(tmp_path, "check", **GOOD)
    assert empty.code == 1
    assert "CONGDOAN_TELEGRAM__TOKEN" in empty.err
    assert not _exists(tmp_path / "congdoan.db")
    assert (await congdoan(tmp_path, "init", str(UNION), **GOOD)).code == 0
    world = Telegram(now=MovableClock(START, frozen=True))
    async with serve(world) as address:
        where = GOOD | {"TELEGRAM__API_URL": address.bot_url}
        sound = await congdoan(tmp_path, "check", **where, TELEGRAM__TOKEN=world.token)
        assert (sound.code, sound.err) == (0, "")
        assert "Mọi thứ đều ổn" in sound.out
        refused = await congdoan(tmp_path, "check", **where, TELEGRAM__TOKEN=TOKEN)
        assert refused.code == 1
        assert "@BotFather" in refused.err
        running = await congdoan(tmp_path, "run", **where, TELEGRAM__TOKEN=TOKEN)
        assert running.code == 1
        assert "Telegram" in running.err


async def test_a_wrong_line_is_2(tmp_path: Path) -> None:
    ended = await congdoan(tmp_path, "dance", **GOOD)
    assert ended.code == 2
    assert "usage" in ended.err


async def test_nothing_runs_on_a_database_without_its_tables(tmp_path: Path) -> None:
    for door in (("run",), ("due",), ("backup", "b.zip"), ("import", "members", "m.csv")):
        ended = await congdoan(tmp_path, *door, **GOOD, TELEGRAM__TOKEN=TOKEN)
        assert ended.code == 1, door
        assert "Cơ sở dữ liệu còn trống. Chạy: congdoan init union.toml" in ended.err, door


async def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    url = f"postgresql://u:hidden@127.0.0.1:{nobody}/x"
    ended = await congdoan(tmp_path, "backup", "b.zip", **GOOD | {"DATABASE_URL": url})
    assert ended.code == 1
    assert "cơ sở dữ liệu" in ended.err
    assert "hidden" not in ended.err


async def test_a_port_that_is_taken(tmp_path: Path) -> None:
    await congdoan(tmp_path, "init", str(UNION), **GOOD)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = await congdoan(tmp_path, "run", **GOOD, TELEGRAM__TOKEN=TOKEN, LISTEN=listen)
    assert ended.code == 1
    assert "Cổng mạng này đang có chương trình khác dùng" in ended.err


async def test_unknown_names_in_a_file_are_refused(tmp_path: Path) -> None:
    _write(tmp_path / ".env", f"CONGDOAN_SECRET={SECRET}\nOTHER=1\n")
    ended = await congdoan(tmp_path, "run", **GOOD)
    assert ended.code == 1
    assert ended.err.strip() == "Không biết cài đặt: CONGDOAN_SECRET. Xem .env.example."


async def test_settings_come_from_a_file_under_the_environment(tmp_path: Path) -> None:
    _write(tmp_path / ".env", f"CONGDOAN_SECRET_KEY={SECRET}\nCONGDOAN_DATABASE_URL=sqlite:///a.db")
    assert (await congdoan(tmp_path, "init", str(UNION))).code == 0
    assert _exists(tmp_path / "a.db")
    ended = await congdoan(tmp_path, "init", str(UNION), DATABASE_URL="sqlite:///b.db")
    assert ended.code == 0
    assert _exists(tmp_path / "b.db")


async def test_two_migrations_at_once_both_succeed(tmp_path: Path, database_url: str) -> None:
    new = GOOD | {"DATABASE_URL": database_url}
    both = await asyncio.gather(*(congdoan(tmp_path, "migrate", **new) for _ in range(2)))
    assert [ended.code for ended in both] == [0, 0]


async def test_the_example_as_it_is_only_lacks_a_secret(tmp_path: Path) -> None:
    _write(tmp_path / ".env", example())
    ended = await congdoan(tmp_path, "check")
    assert ended.code == 1
    assert "CONGDOAN_SECRET_KEY" in ended.err
