"""Everything the bot can say, in Vietnamese, one file a subject, as functions."""

from bot.texts import (
    birthdays,
    cases,
    codes,
    common,
    groups,
    help,
    joining,
    log,
    members,
    privacy,
    refusals,
    report,
    seats,
    standing,
    unclear,
    unions,
)

__all__ = [
    "birthdays",
    "cases",
    "codes",
    "common",
    "groups",
    "help",
    "joining",
    "log",
    "members",
    "privacy",
    "refusals",
    "report",
    "seats",
    "standing",
    "unclear",
    "unions",
]
