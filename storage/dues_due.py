"""The dues of a month for all unions at once, and who is reminded of what is open."""

from datetime import date, time
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from config.dues import dues_file, rules_of
from storage.models import (
    charges,
    contributions,
    dues_bases,
    dues_exemptions,
    items,
    members,
    unions,
    voucher_lines,
)
from storage.plan import Plan, Reachable, reachable
from union.calendar import end_of_month
from union.dues import (
    CONTRIBUTION,
    DUES,
    ITEMS,
    PAYING,
    Basis,
    BasisKind,
    dues_of,
    first_day_of,
)

AT_ONCE = 5000  # rows of one INSERT


class DuesDue(Plan):
    """Charges are written once; asking again writes nothing new."""

    async def charge(self, period: int) -> None:
        await self._charge_dues(period)
        await self._charge_contributions(period)

    async def _charge_dues(self, period: int) -> None:
        """Reckoned by the rule of the month, in Python, where the rule has its vectors."""
        rows = (await self.run(_reckoned(period))).all()
        made = []
        for row in rows:
            basis = Basis(BasisKind(row.kind), row.amount, row.first_day)
            if amount := dues_of(basis, period, rules_of(row.union_kind)):
                made.append(_charge(row, DUES, period, amount) | {"created_at": self.work.now})
        for start in range(0, len(made), AT_ONCE):
            await self.run(self.add_once(charges), made[start : start + AT_ONCE])

    async def _charge_contributions(self, period: int) -> None:
        c = contributions.c
        query = (
            select(c.union_id, c.member_id, func.sum(c.amount).label("amount"))
            .join(members, members.c.id == c.member_id)
            .join(unions, unions.c.id == c.union_id)
            .where(
                c.first_period <= period,
                or_(c.last_period.is_(None), c.last_period >= period),
                _pays(period),
                unions.c.closed_at.is_(None),
                ~_charged(CONTRIBUTION, period),
            )
            .group_by(c.union_id, c.member_id)
        )
        made = [
            _charge(row, CONTRIBUTION, period, int(row.amount)) | {"created_at": self.work.now}
            for row in await self.run(query)
        ]
        for start in range(0, len(made), AT_ONCE):
            await self.run(self.add_once(charges), made[start : start + AT_ONCE])

    async def owing(self, period: int) -> list[Reachable]:
        """Who has something open up to a month, in unions the bot starts something in."""
        charged = (
            select(charges.c.member_id, charges.c.item, func.sum(charges.c.amount).label("amount"))
            .where(charges.c.period <= period)
            .group_by(charges.c.member_id, charges.c.item)
            .subquery()
        )
        paid = (
            select(func.coalesce(func.sum(voucher_lines.c.amount), 0))
            .join(items, items.c.id == voucher_lines.c.item_id)
            .where(
                voucher_lines.c.member_id == charged.c.member_id,
                items.c.key == charged.c.item,
                items.c.key.in_(ITEMS),
                voucher_lines.c.period <= period,
            )
            .correlate(charged)
            .scalar_subquery()
        )
        owes = members.c.id.in_(select(charged.c.member_id).where(charged.c.amount > paid))
        live = and_(unions.c.closed_at.is_(None), unions.c.trial.is_(False))
        return await self._reachable(reachable(and_(owes, live)))

    def reminds_on(self, day: date) -> time | None:
        """At what hour of this day the month's reminder goes out, if it is that day."""
        file = dues_file()
        return file.reminder_at if day.day == file.reminder_day else None


def _charge(row: Any, item: str, period: int, amount: int) -> dict[str, Any]:
    who = {"union_id": row.union_id, "member_id": row.member_id}
    return who | {"item": item, "period": period, "amount": amount}


def _pays(period: int) -> Any:
    """On the books, and not only since a later month."""
    last = end_of_month(first_day_of(period))
    joined = or_(members.c.joined_on.is_(None), members.c.joined_on <= last)
    return and_(members.c.state.in_(PAYING), joined)


def _charged(item: str, period: int) -> Any:
    return exists().where(
        charges.c.member_id == members.c.id, charges.c.item == item, charges.c.period == period
    )


def _reckoned(period: int) -> Any:
    """Every member without a charge for the month, with the amount or salary then in force."""
    first = first_day_of(period)
    b, later = dues_bases.c, dues_bases.alias("later")
    exempt = exists().where(
        dues_exemptions.c.union_id == members.c.union_id,
        dues_exemptions.c.member_id == members.c.id,
        dues_exemptions.c.first_period <= period,
        dues_exemptions.c.last_period >= period,
    )
    superseded = exists().where(
        later.c.member_id == b.member_id,
        later.c.first_day <= first,
        later.c.first_day > b.first_day,
    )
    return (
        select(
            members.c.union_id, members.c.id.label("member_id"), b.kind, b.amount, b.first_day,
            unions.c.kind.label("union_kind"),
        )
        .join(members, members.c.id == b.member_id)
        .join(unions, unions.c.id == members.c.union_id)
        .where(
            b.first_day <= first,
            b.amount > 0,
            unions.c.closed_at.is_(None),
            _pays(period),
            ~superseded,
            ~exempt,
            ~_charged(DUES, period),
        )
    )  # fmt: skip
