"""How a rule says no: one exception that carries facts; its words are bot/texts/refusals.py."""

from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why something may not be done now. Every reason has a text; a test walks the list."""

    NOT_FOR_YOU = "not_for_you"  # another audience's command
    MEMBERS_ONLY = "members_only"
    OWN_CASE = "own_case"  # nobody decides what benefits them or what they entered
    ALREADY_DECIDED = "already_decided"
    ALREADY_SAID = "already_said"  # one yes or no a person to a case that takes several
    ALREADY_MEMBER = "already_member"
    ALREADY_ASKED = "already_asked"
    ROW_TAKEN = "row_taken"  # the roster row was claimed by another account
    NOT_OWN_CONTACT = "not_own_contact"
    NO_MATCH = "no_match"
    WRONG_CODE = "wrong_code"
    TOO_MANY_CODES = "too_many_codes"
    CODE_USED_UP = "code_used_up"
    PRIVATE_ONLY = "private_only"
    GROUP_ONLY = "group_only"
    NOT_FOUND = "not_found"
    TWO_FOUND = "two_found"  # more than one person of that name
    SEAT_HELD = "seat_held"
    LAST_CHAIR = "last_chair"
    NOTHING_CHANGED = "nothing_changed"
    BAD_DATE = "bad_date"
    WAITING_OTHER = "waiting_other"
    BAD_AMOUNT = "bad_amount"  # nothing, negative, or beyond belief
    NEEDS_TWO = "needs_two"  # money out takes two different people
    FUND_TOO_LOW = "fund_too_low"
    ALREADY_BOOKED = "already_booked"  # this bank reference is in the book
    ALREADY_REVERSED = "already_reversed"
    BOOK_BEGUN = "book_begun"  # a book has one opening balance, and begins with it
    CLOSED = "closed"  # the union no longer uses the bot


class Refusal(Exception):
    """`Refusal(Reason.ROW_TAKEN, name=…)`: facts for the text, never a sentence."""

    def __init__(self, reason: Reason, **facts: Any) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
