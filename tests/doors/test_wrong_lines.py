"""Every way to be wrong has its sentence; here in one process, `main` being what a shell calls."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.doors.command import ROOT, SECRET, TOKEN

UNION = str(ROOT / "config" / "union.example.toml")
Told = Callable[..., str]


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Told]:
    """Run a line that must fail, with settings over the good ones; the sentence it says."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONGDOAN_SECRET_KEY", SECRET)
    monkeypatch.setenv("CONGDOAN_DATABASE_URL", "sqlite:///congdoan.db")

    def fails(*line: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(f"CONGDOAN_{name}", value)
        assert main(list(line)) == 1
        said = capsys.readouterr()
        assert TOKEN not in said.out + said.err
        assert len(said.err.splitlines()) == 1
        return said.err

    yield fails
    root.handlers[:], root.level = before


WRONG: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "no secret": (("run",), {"SECRET_KEY": ""}, "CONGDOAN_SECRET_KEY"),
    "a short secret": (("run",), {"SECRET_KEY": "short"}, "secret_key"),
    "an unknown name": (("run",), {"TELEGRAM_TOKEN": TOKEN}, "CONGDOAN_TELEGRAM_TOKEN"),
    "another database": (("run",), {"DATABASE_URL": "mysql://u:p@h/x"}, "database_url"),
    "a bad address": (("run",), {"TELEGRAM__API_URL": "http://h/"}, "telegram.api_url"),
    "no database": (("run",), {}, "congdoan init"),
    "no file": (("restore", "nothing.zip"), {}, "nothing.zip"),
    "no union file": (("init", "nothing.toml"), {}, "nothing.toml"),
    "a folder": (("init", "."), {}, "."),
    "no backup": (("restore", UNION), {}, "không phải bản sao lưu"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_in_one_sentence(told: Told, wrong: str) -> None:
    line, settings, said = WRONG[wrong]
    assert said in told(*line, **settings)


def test_what_is_wrong_with_a_made_union(told: Told, tmp_path: Path) -> None:
    assert main(["init", UNION]) == 0
    roster = tmp_path / "m.csv"
    roster.write_text("Họ tên\nTrần Văn An\n", encoding="utf-8")
    for line, said in (
        (("run",), "CONGDOAN_TELEGRAM__TOKEN"),
        (("due", "--on", "mai mốt"), "Viết như 8/3/2027"),
        (("due", "--send", "--on", "8/3/2027"), "hôm nay"),
        (("import", "members", "nothing.xlsx"), "nothing.xlsx"),
        (("import", "members", UNION, "--union", "saobien"), "Họ tên"),
        (("import", "members", str(roster), "--union", "hoasen"), "saobien"),
        (("backup", "no/such/folder/b.zip"), "no/such/folder"),
    ):
        assert said in told(*line), line


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code = ", "Tệp .toml viết sai"),
        ('code = "é"'.encode("latin-1"), "UTF-8"),
        (b'code = "abc"', "name"),
    ],
)
def test_a_union_file_with_a_slip(told: Told, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    assert said in told("init", "a.toml")


@pytest.mark.parametrize(
    "line",
    [(), ("init",), ("import", "money", "x.csv"), ("backup",), ("due", "--today")],
    ids=" ".join,
)
def test_a_wrong_line_is_2(line: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(line))
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
