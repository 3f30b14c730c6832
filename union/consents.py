"""What a member has agreed to, purpose by purpose.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP (both from 1/1/2026): consent is free, specific and
provable, silence is none, and it can be withdrawn at any time (domain book, part i).
"""

from enum import StrEnum


class Purpose(StrEnum):
    REGISTER = "register"  # keep the register, collect dues: joining needs this one
    BIRTHDAY = "birthday"  # how a birthday is greeted
    FUND = "fund"  # take part in the mutual fund


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    PRIVATE = "private"  # birthday: only in the private chat
    GROUP = "group"  # birthday: in the group too, never with the year


TEXT_VERSION = {
    Purpose.REGISTER: "2026-11",
    Purpose.BIRTHDAY: "2026-11",
    Purpose.FUND: "2026-11",
}


def greets_in_private(answer: Answer | None) -> bool:
    """A greeting in private is part of belonging, until somebody says they want none."""
    return answer is not Answer.NO


def greets_in_group(answer: Answer | None) -> bool:
    """Nothing public happens without a yes; silence is none."""
    return answer is Answer.GROUP
