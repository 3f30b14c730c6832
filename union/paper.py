"""What an officer may write down for a member: a signed paper, or a wish to correct something.

Who is in the chat answers for themselves. Consent must be provable and may be withdrawn (Law
91/2025/QH15; domain book, part i): a signed paper proves it, and another takes it back.
"""

from enum import StrEnum

from union.members import ON_THE_BOOKS, State


class What(StrEnum):
    REGISTER = "register"  # agrees to the register; from the roster to a member without an account
    BIRTHDAY = "birthday"  # how a birthday is greeted
    LEAVE = "leave"  # takes the consent to the register back
    FIX = "fix"  # a correction, decided by another officer


def may_write(state: State, *, in_bot: bool, agreed: bool) -> tuple[What, ...]:
    """`agreed`: the last word about the register is a yes. Everything else hangs on it."""
    if state not in ON_THE_BOOKS:
        return ()
    if in_bot:
        return (What.FIX,)
    if state is State.ROSTER or not agreed:
        return (What.REGISTER, What.FIX)
    return (What.BIRTHDAY, What.LEAVE, What.FIX)
