"""The guides tell an operator only what is there: commands, settings, sentences, unit files."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import parser
from config.settings import known_names

ROOT = Path(__file__).resolve().parents[2]
README, INSTALL = ROOT / "README.md", ROOT / "docs" / "vi" / "cai-dat.md"
UNITS = ROOT / "docs" / "vi" / "systemd"
PROGRAM = "/opt/congdoan/.venv/bin/congdoan"
GUIDES = [README, *sorted((ROOT / "docs" / "vi").glob("*.md"))]
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*(?:\S*[/\\])?congdoan(?:\.exe)? +([a-z].*)")
AFTERWARDS = re.compile(r"\s+(?:#|&&|>>).*|\s{2,}.*|;.*")  # comments, and what the shell does


def _code(text: str) -> Iterator[str]:
    """Every line of a block, and every piece within backticks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    rest = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.M | re.S)
    for block in blocks:
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", rest)


def _commands(text: str) -> list[str]:
    found = (COMMAND.fullmatch(line.strip()) for line in _code(text))
    return [AFTERWARDS.sub("", match[1]) for match in found if match]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_command_of_a_guide_is_one(guide: Path) -> None:
    commands = _commands(guide.read_text(encoding="utf-8"))
    for command in commands:
        try:
            parser().parse_args([word.replace("N", "3") for word in shlex.split(command)])
        except SystemExit:
            pytest.fail(f"{guide.name}: congdoan {command}")
    assert guide not in (README, INSTALL) or len(commands) > 10


def _doors() -> set[str]:
    (doors,) = (action for action in parser()._actions if action.dest == "door")
    return set(doors.choices or ())


def test_the_readme_names_every_door() -> None:
    text = README.read_text(encoding="utf-8")
    table = re.findall(r"^\| `congdoan .*", text, re.M)
    named = {word for line in table for word in re.findall(r"`(?:congdoan )?([a-z]+)", line)}
    assert _doors() <= named


def test_the_readme_s_two_commands_are_in_the_makefile() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    said = re.findall(r"\bmake (\w+)", README.read_text(encoding="utf-8"))
    assert {"demo", "test", "bench"} <= set(said) <= set(targets)


def test_links_of_the_guides_lead_somewhere() -> None:
    for guide in GUIDES:
        for link in re.findall(r"\]\(([^)#]+)", guide.read_text(encoding="utf-8")):
            assert "://" in link or (guide.parent / link).exists(), f"{guide.name}: {link}"


def test_every_setting_is_explained() -> None:
    text = INSTALL.read_text(encoding="utf-8")
    explained = re.findall(r"^\| (`CONGDOAN_.*?) \|", text, re.M)
    names = {name for cell in explained for name in re.findall(r"`(\w+)`", cell)}
    assert names == set(known_names())


def test_sentences_to_look_up_are_said_by_the_program() -> None:
    """What stands in the left column of “what to do” must be what the operator sees."""
    text = INSTALL.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)`[^|]*\| [^|]+\|$", text.partition("| Thấy |")[2], re.M)
    sources = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "bot" / "doors").glob("*.py")
    ).replace("{PREFIX}", "CONGDOAN_")
    assert len(rows) > 3
    for row in rows:
        for part in row.split("…"):
            assert part.strip() in sources, row


def test_the_service_in_the_guide_is_the_file() -> None:
    unit = (UNITS / "congdoan.service").read_text(encoding="utf-8")
    assert f"```ini\n{unit}```" in INSTALL.read_text(encoding="utf-8")


def test_every_web_address_of_the_bot_passes_the_proxy() -> None:
    """nginx hands on everything: messages of both platforms, pictures, files, uploads."""
    text = INSTALL.read_text(encoding="utf-8")
    (places,) = re.findall(r"```nginx\n(.*?)```", text, re.S)
    assert re.findall(r"location (\S+) \{", places) == ["/"]
    assert "X-Forwarded-For" in places  # by which /metrics knows that it is asked from outside


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda unit: unit.name)
def test_units_start_what_there_is(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    started = re.findall(rf"{PROGRAM} (\w+)", text)
    assert started and set(started) <= _doors()
    assert "User=congdoan" in text and "WorkingDirectory=/var/lib/congdoan" in text


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """Where the machine has a systemd to ask; the program stands for itself."""
    names = ["congdoan.service", "congdoan@8081.service", "congdoan-backup.service",
             "congdoan-backup.timer"]  # fmt: skip
    for name in names:
        text = (UNITS / name.replace("8081", "")).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(PROGRAM, sys.executable), encoding="utf-8")
    if analyze := shutil.which("systemd-analyze"):
        ended = subprocess.run(
            [analyze, "--man=no", "verify", *(str(tmp_path / name) for name in names)],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, "")
