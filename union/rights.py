"""Rights come from seats with a start and an end; nothing else gives any."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A seat in the union's organisation (glossary: docs/glossary.md)."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    TREASURER = "treasurer"
    COMMITTEE = "committee"
    INSPECTION = "inspection"  # Ủy ban Kiểm tra
    WOMEN = "women"  # Ban Nữ công
    TEAM_LEADER = "team_leader"


# Who sits on the executive committee (Ban Chấp hành) and may decide its daily cases.
COMMITTEE = frozenset({Role.CHAIR, Role.DEPUTY, Role.TREASURER, Role.COMMITTEE})
SINGLE = frozenset({Role.CHAIR, Role.TREASURER})  # held by one person at a time
# Given to another, the old holder's ends in the same breath; a team has one leader.
HANDED_ON = frozenset({Role.CHAIR, Role.TEAM_LEADER})


@dataclass(frozen=True, slots=True)
class Seat:
    role: Role
    team_id: int | None = None
    stands_in: bool = False  # lent by its holder between two days


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may use a command: strangers, any member, or members with one of these seats."""

    name: str
    roles: frozenset[Role] = frozenset()
    strangers: bool = False
    newcomers: bool = False  # of use only before somebody is in
    own: bool = False  # a seat that was only lent does not open it

    def admits(self, member_id: int | None, seats: Iterable[Seat]) -> bool:
        if member_id is None:
            return self.strangers
        return not self.roles or any(
            seat.role in self.roles and not (self.own and seat.stands_in) for seat in seats
        )

    def offered(self, member_id: int | None, seats: Iterable[Seat]) -> bool:
        """Whether a menu shows it: nobody is shown a door that is shut, or behind them."""
        return self.admits(member_id, seats) and not (self.newcomers and member_id is not None)


ANYONE = Audience("anyone", strangers=True)
NEWCOMER = Audience("newcomer", strangers=True, newcomers=True)
MEMBER = Audience("member")
OFFICER = Audience("officer", COMMITTEE)
CHAIR = Audience("chair", frozenset({Role.CHAIR, Role.DEPUTY}))
# Seats are given by the chair herself: whoever stands in for her could make it last.
CHAIR_ALONE = Audience("chair_alone", frozenset({Role.CHAIR}), own=True)
SEATED = Audience("seated", frozenset(Role), own=True)
LEADER = Audience("leader", COMMITTEE | {Role.TEAM_LEADER})
TREASURER = Audience("treasurer", frozenset({Role.TREASURER}))
BOOKKEEPER = Audience("bookkeeper", frozenset({Role.CHAIR, Role.TREASURER}))
MONEY = Audience("money", frozenset({Role.CHAIR, Role.DEPUTY, Role.TREASURER}))
BOOK_READER = Audience("book_reader", COMMITTEE | {Role.INSPECTION})
INSPECTOR = Audience("inspector", frozenset({Role.INSPECTION, Role.CHAIR}))
REPORTER = Audience("reporter", COMMITTEE | {Role.INSPECTION, Role.WOMEN, Role.TEAM_LEADER})

# A card goes to the first of these circles in which somebody can be reached.
DECIDERS: tuple[frozenset[Role], ...] = (
    frozenset({Role.CHAIR}),
    frozenset({Role.DEPUTY}),
    frozenset({Role.COMMITTEE, Role.TREASURER}),
)
