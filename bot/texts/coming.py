"""`/lich`: what is coming for one person, a line each, the nearest first."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.meeting_words import LIST, title
from bot.texts.wording import called, day, team
from union.calendar import VIETNAM
from union.dates import weekday_text
from union.loans import Instalment
from union.meetings import Meeting
from union.members import Member
from union.money import money_text
from union.titles import Round

COMING = Choice("Lịch sắp tới", "coming")
MOST = 15  # lines of one list
_ANSWERS = {"yes": "đã báo dự", "no": "đã báo vắng", None: "chưa trả lời"}


class Coming(NamedTuple):
    """One line: on which day, at what hour if there is one, and what."""

    day: date
    words: str
    at: time | None = None

    @classmethod
    def meeting(cls, one: Meeting, answer: str | None) -> "Coming":
        return cls._of(one, _ANSWERS[answer])

    @classmethod
    def proposed(cls, one: Meeting) -> "Coming":
        return cls._of(one, "mới đề xuất, chưa chốt")

    @classmethod
    def _of(cls, one: Meeting, state: str) -> "Coming":
        at = one.starts_at.astimezone(VIETNAM)
        return cls(at.date(), f"{title(one)} ({state})", at.time())

    @classmethod
    def round_closes(cls, round_: Round) -> "Coming":
        return cls(round_.closes_on, f"ngày cuối đăng ký thi đua năm {round_.year}")

    @classmethod
    def instalment(cls, one: Instalment, loan: int, left: int) -> "Coming":
        return cls(one.due_on, f"kỳ {one.number} vay {loan}, {money_text(left)}")

    @classmethod
    def birthday(cls, on: date, member: Member, own: bool) -> "Coming":
        return cls(on, f"sinh nhật {called(member)}" + ("" if own else f" ({team(member.team)})"))


def listed(
    member: Member, until: date, found: Sequence[Coming], officer: bool, reporter: bool
) -> Reply:
    lines = [f"• {_when(one)}: {one.words}" for one in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"… và {len(found) - MOST} việc nữa.")
    text = f"Lịch của {called(member)} từ nay đến {day(until)}:\n" + "\n".join(lines)
    if not found:
        text = f"Từ nay đến {day(until)}, lịch của {called(member)} chưa có việc gì."
    choices = [Choice("Ngày lễ trong năm", "occasion.year")]
    choices += [LIST] * officer + [Choice("Sinh nhật tháng này", "birthday.month")] * reporter
    return Reply(text, rows(*choices, HOME))


def _when(one: Coming) -> str:
    """ "14:00 thứ Năm 10/12"."""
    hour = f"{one.at:%H:%M} " if one.at else ""
    return f"{hour}{weekday_text(one.day)} {one.day.day}/{one.day.month}"
