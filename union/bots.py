"""A bot's account on a platform: its link, its places, and which one a joining code names."""

from collections.abc import Sequence
from dataclasses import dataclass

PEOPLE = 50  # a free Zalo bot serves so many; nobody can be removed again
NEARLY_FULL = 45
MESSAGES = 3_000  # of a free Zalo bot in a month, both directions
WARNED_AT = 80  # per cent of the month's messages
SPARED_AT = 90  # from here on what is left is for answers


@dataclass(frozen=True, slots=True)
class Account:
    """One of our bots, as people find it."""

    id: int
    platform: str
    external: str
    name: str

    def link(self, start: str = "") -> str:
        """What opens the chat. Only Telegram's link can carry something."""
        if self.platform == "zalo":
            return f"https://bot.zaloplatforms.com/bots/{self.external}"
        return f"https://t.me/{self.name}" + (f"?start={start}" if start else "")


@dataclass(frozen=True, slots=True)
class Places:
    """How full a bot is: who occupies a place, and how many of them are of this union."""

    bot: Account
    people: int
    ours: int

    @property
    def free(self) -> int:
        return max(PEOPLE - self.people, 0)


def to_join(places: Sequence[Places], wanted: int) -> Places | None:
    """The bot a code should name: with room for all, and among those where most of us are.

    None when no bot has room for anybody.
    """
    roomy = [one for one in places if one.free >= max(wanted, 1)]
    if roomy:
        return max(roomy, key=lambda one: (one.ours, one.free))
    some = [one for one in places if one.free]
    return max(some, key=lambda one: (one.free, one.ours), default=None)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a code can be typed: a bot a platform, with its free places where they are few.

    `full`: there are Zalo bots, and none has room for anybody.
    """

    bots: tuple[tuple[Account, int | None], ...] = ()
    full: bool = False


def spent(used: int, allowed: int | None, per_cent: int) -> bool:
    """Whether so much of the month's messages is used; never where the platform counts none."""
    return allowed is not None and used * 100 >= allowed * per_cent
