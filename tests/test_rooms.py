"""The six features have the same files in the same rooms: whoever has read one can guess the next.

A feature may have more files (`dues_lists`, `title_rounds`); these it has, under its own name.
"""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Feature: the command that opens it, which its pages must name.
FEATURES = {
    "dues": "/doanphi", "loans": "/vay", "titles": "/thidua", "occasions": "/ngayle",
    "meetings": "/hop", "report": "/baocao",
}  # fmt: skip
ROOMS = (
    "union/{}.py", "storage/{}.py", "storage/{}_due.py", "bot/handlers/{}.py", "bot/texts/{}.py",
    "bot/texts/samples/{}.py", "bot/jobs/{}.py", "config/{}.py", "config/{}.toml",
    "tests/union/test_{}.py", "tests/storage/test_{}.py", "tests/scenarios/test_{}.py",
    "tests/texts/golden/{}.txt",
)  # fmt: skip
# Where one does not fit: what stands there instead (nothing, where empty), and why.
BENT = {
    # The rules of a loan are the mutual fund's, with its contributions.
    ("loans", "config/{}.py"): "config/fund.py",
    ("loans", "config/{}.toml"): "config/fund.toml",
    # What is asked for is one rule, what is counted another; the second has its rows and queries.
    ("report", "union/{}.py"): "union/reporting.py",
    ("report", "tests/union/test_{}.py"): "tests/union/test_reporting.py",
    ("report", "storage/{}.py"): "storage/figures.py",
    ("report", "tests/storage/test_{}.py"): "tests/storage/test_figures.py",
    # A report is asked for: nothing is owed on a day.
    ("report", "storage/{}_due.py"): "",
    ("report", "bot/jobs/{}.py"): "",
}


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_feature_is_in_every_room(feature: str, room: str) -> None:
    own = room.format(feature)
    instead = BENT.get((feature, room), own)
    assert not instead or (ROOT / instead).is_file(), f"{feature} has no {instead}"
    assert instead == own or not (ROOT / own).exists(), f"{own} fits now: BENT is out of date"


@pytest.mark.parametrize("feature", FEATURES)
def test_the_same_names_stand_in_the_same_files(feature: str) -> None:
    """Commands and buttons in handlers, jobs and notices in jobs; the first command opens it."""
    handlers = importlib.import_module(f"bot.handlers.{feature}")
    assert handlers.BUTTONS
    assert f"/{handlers.COMMANDS[0].name}" == FEATURES[feature]
    if BENT.get((feature, "bot/jobs/{}.py")) is None:
        jobs = importlib.import_module(f"bot.jobs.{feature}")
        assert jobs.JOBS and jobs.NOTICES


@pytest.mark.parametrize("feature", FEATURES)
def test_its_page_names_its_command(feature: str) -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "vi").glob("*.md")]
    assert any(re.search(rf"{FEATURES[feature]}\b", page) for page in pages)
