"""What an officer may write down for whom."""

import pytest

from union.members import State
from union.paper import What, may_write

REGISTER, BIRTHDAY, LEAVE, FIX = What


@pytest.mark.parametrize(
    ("state", "in_bot", "agreed", "may"),
    [
        (State.ROSTER, False, False, (REGISTER, FIX)),
        (State.ROSTER, False, True, (REGISTER, FIX)),
        (State.MEMBER, False, True, (BIRTHDAY, LEAVE, FIX)),
        (State.MEMBER, False, False, (REGISTER, FIX)),
        (State.MEMBER, True, True, (FIX,)),
        (State.AWAY, False, True, (BIRTHDAY, LEAVE, FIX)),
        (State.LEFT, False, True, ()),
        (State.DIED, True, True, ()),
    ],
)
def test_who_may_be_written_for(
    state: State, in_bot: bool, agreed: bool, may: tuple[What, ...]
) -> None:
    assert may_write(state, in_bot=in_bot, agreed=agreed) == may
