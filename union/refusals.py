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
    BAD_DAYS = "bad_days"  # gone by, the wrong way round, or beyond the seat itself
    LENT_TOO_LONG = "lent_too_long"  # facts: most, in days
    LENT_TO_HOLDER = "lent_to_holder"  # oneself, or who has that seat already
    LENT_ALREADY = "lent_already"  # facts: name
    KEPT_APART = "kept_apart"  # who keeps the money does not inspect it
    SEATED = "seated"  # facts: name; a row with a seat is opened by the chair alone
    NOT_IN_BOT = "not_in_bot"  # facts: name
    IN_BOT = "in_bot"  # answers for themselves; facts: name
    BAD_HOURS = "bad_hours"  # facts: most
    NOTHING_CHANGED = "nothing_changed"
    BAD_DATE = "bad_date"
    WAITING_OTHER = "waiting_other"
    BAD_AMOUNT = "bad_amount"  # nothing, negative, or beyond belief
    NEEDS_TWO = "needs_two"  # money out takes two different people
    FUND_TOO_LOW = "fund_too_low"
    ALREADY_BOOKED = "already_booked"  # this bank reference is in the book
    ALREADY_REVERSED = "already_reversed"
    LENT_OUT = "lent_out"  # and partly repaid: that is taken back first; facts: code
    BOOK_BEGUN = "book_begun"  # a book has one opening balance, and begins with it
    LOAN_OPEN = "loan_open"  # one loan at a time
    LOAN_TOO_SMALL = "loan_too_small"
    LOAN_TOO_SOON = "loan_too_soon"  # the rules ask for a rest after the last one
    LOAN_REPAID = "loan_repaid"
    NO_LOAN = "no_loan"  # nothing to pay back
    NOT_IN_FUND = "not_in_fund"
    OVERPAID = "overpaid"  # more than is left of a loan
    ANOTHER_FIRST = "another_first"  # whoever was agreed first is paid out first
    NO_DUES_AMOUNT = "no_dues_amount"  # nobody has set what this member pays
    PAID_TOO_MUCH = "paid_too_much"  # more than a year of dues ahead
    TOO_MANY_LINES = "too_many_lines"  # in one workbook
    NO_ROUND = "no_round"  # facts: ask, who can help
    ROUND_NOT_YET = "round_not_yet"  # facts: year, on
    ROUND_CLOSED = "round_closed"  # facts: year, on (None: by hand), ask
    ROUND_STILL_OPEN = "round_still_open"  # facts: year, on
    BAD_WINDOW = "bad_window"  # days that make no round
    TITLE_NOT_FOR = "title_not_for"  # facts: title, who, unknown
    NOT_REGISTERED = "not_registered"  # facts: title
    CLOSED = "closed"  # the union no longer uses the bot


class Refusal(Exception):
    """`Refusal(Reason.ROW_TAKEN, name=…)`: facts for the text, never a sentence."""

    def __init__(self, reason: Reason, **facts: Any) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts
