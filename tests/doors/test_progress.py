"""A bar after a second, where somebody looks; a file or a pipe never sees one."""

import pytest

from bot.doors import progress
from bot.doors.progress import Bar


def _work(steps: int = 3) -> Bar:
    with Bar("Sao lưu", steps) as bar:
        for _ in range(steps):
            bar.step(1)
    return bar


@pytest.mark.parametrize("seconds", [0.0, 3600.0])
def test_nobody_looks(
    seconds: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", seconds)
    assert _work().done == 3
    assert capsys.readouterr() == ("", "")


def test_somebody_looks_at_something_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    _work()
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Sao lưu" in shown.err


def test_somebody_looks_at_something_short(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(progress, "QUIET_SECONDS", 3600.0)
    _work()
    assert capsys.readouterr() == ("", "")
