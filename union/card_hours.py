"""The hours at which an officer wants cards to come together."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from union import dates
from union.calendar import QUIET_FROM, QUIET_UNTIL, VIETNAM, moment
from union.refusals import Reason, Refusal
from union.words import NotUnderstood, Unclear, fold, normal

MOST = 4
# A card written in the last moment before an hour may miss the list that is being made.
MARGIN = timedelta(minutes=1)
AT_ONCE = frozenset((
    "ngay", "ngay khi co", "gui ngay", "luc nao cung duoc", "khong can gio", "bo gio", "tat",
))  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\bvà\b|\bva\b)\s*")
_SIDE_BY_SIDE = re.compile(r"(\d{1,2}(?::|h|g)\d{2}|\d{1,2}(?:h|g))\s+(?=\d)", re.I)


def hours_in(text: str) -> list[time]:
    """“11:30 và 19:00”, “11h30, 7 giờ tối”; empty for “ngay”. Raises NotUnderstood or Refusal."""
    if fold(text) in AT_ONCE:
        return []
    parts = _BETWEEN.split(_SIDE_BY_SIDE.sub(r"\1, ", normal(text)))
    hours = sorted({dates.time_in(part) for part in parts if part})
    if not hours:
        raise NotUnderstood(Unclear.NOT_A_TIME)
    if len(hours) > MOST or any(not QUIET_UNTIL <= hour < QUIET_FROM for hour in hours):
        raise Refusal(Reason.BAD_HOURS, most=MOST)
    return hours


def next_hour(hours: Sequence[time], after: datetime) -> datetime:
    """The next chosen hour that is still to come."""
    day = after.astimezone(VIETNAM).date()
    coming = [moment(day + timedelta(days=n), hour) for n in (0, 1) for hour in sorted(hours)]
    return next(at for at in coming if at > after + MARGIN)
