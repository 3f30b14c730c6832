"""Figures of reports: sums over one union's rows. Nothing here is typed, cached or rounded."""

from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, case, func, select

from storage.models import (
    funds,
    items,
    members,
    voucher_lines,
    voucher_notes,
    vouchers,
)
from storage.repository import UnionRepository
from union import members as people
from union.book import Fund, FundKind, VoucherKind, code
from union.figures import (
    Behind,
    Booked,
    BookedLine,
    Finance,
    ItemSum,
    Officer,
    People,
    Sums,
    Union,
    Year,
    finance,
)
from union.members import State
from union.refusals import Reason, Refusal

MOST_LINES = 50_000  # in one workbook; a longer period is asked for in parts

_SINCE, _UNTIL = bindparam("since", type_=Date), bindparam("until", type_=Date)
_amount, _booked = voucher_lines.c.amount, voucher_lines.c.booked_on
_IN_FUND = (
    voucher_lines.c.fund_id == bindparam("fund"),
    voucher_lines.c.union_id == bindparam("union"),
)
# One walk over ix_voucher_lines_figures, whatever the number of items.
_SUMS = (
    select(
        voucher_lines.c.item_id,
        func.sum(case((_booked < _SINCE, _amount), else_=0)).label("before"),
        func.sum(case((_booked >= _SINCE, _amount), else_=0)).label("during"),
        func.sum(
            case((_booked < _SINCE, 0), (_amount > 0, 1), else_=-1),
        ).label("times"),
    )
    .where(voucher_lines.c.fund_id == bindparam("fund"), _booked <= _UNTIL)
    .group_by(voucher_lines.c.item_id)
)
_WITH_ITEM = voucher_lines.join(items, items.c.id == voucher_lines.c.item_id)
_taken = vouchers.alias("taken")
_LINES = (
    select(
        items.c.key,
        items.c.direction,
        vouchers.c.kind,
        vouchers.c.number,
        vouchers.c.year,
        vouchers.c.booked_on,
        vouchers.c.happened_on,
        vouchers.c.method,
        voucher_lines.c.amount,
        _taken.c.kind.label("taken_kind"),
        _taken.c.number.label("taken_number"),
        func.coalesce(voucher_notes.c.text, "").label("text"),
    )
    .select_from(
        _WITH_ITEM.join(
            vouchers,
            (vouchers.c.fund_id == voucher_lines.c.fund_id)
            & (vouchers.c.position == voucher_lines.c.position),
        )
        .outerjoin(
            _taken,
            (_taken.c.fund_id == vouchers.c.fund_id) & (_taken.c.position == vouchers.c.reverses),
        )
        .outerjoin(
            voucher_notes,
            (voucher_notes.c.fund_id == vouchers.c.fund_id)
            & (voucher_notes.c.position == vouchers.c.position),
        )
    )
    .where(*_IN_FUND, _booked.between(_SINCE, _UNTIL))
    .order_by(voucher_lines.c.booked_on, voucher_lines.c.position, voucher_lines.c.line)
    .limit(MOST_LINES + 1)
)


class Figures(UnionRepository):
    """What a report quotes, between two days that are both counted."""

    # --- money ------------------------------------------------------------------------------

    async def finance(self, kind: FundKind, since: date, until: date) -> Finance:
        """One fund: opening, income, spending by item, closing."""
        fund = await self.work.book.fund(kind)
        found = await self.work.book.items(fund.id)
        return finance(fund.name, since, until, found, await self._sums(fund, since, until))

    async def _sums(self, fund: Fund, since: date, until: date) -> Sums:
        asked = {"fund": fund.id, "since": since, "until": until}
        rows = await self.run(_SUMS, asked)
        return {
            row.item_id: Booked(int(row.before), int(row.during), int(row.times)) for row in rows
        }

    async def behind(self, kind: FundKind, since: date, until: date) -> Behind:
        """The same figures with every line they were summed from.

        Words of vouchers come along for the union's own money, never for the mutual fund's.
        Raises Refusal: TOO_MANY_LINES.
        """
        fund = await self.work.book.fund(kind)
        asked = {"fund": fund.id, "union": self.union_id, "since": since, "until": until}
        rows = (await self.run(_LINES, asked)).all()
        if len(rows) > MOST_LINES:
            raise Refusal(Reason.TOO_MANY_LINES, most=MOST_LINES)
        lines = tuple(_line(fund, row) for row in rows)
        figures = await self.finance(kind, since, until)
        carried = await self._carried(fund, since)
        return Behind(await self.union(), fund.code, figures, lines, carried, self.work.today)

    async def _carried(self, fund: Fund, since: date) -> tuple[ItemSum, ...]:
        """What stood in the book before the first day, by item; money out is negative."""
        sums = await self._sums(fund, since, since)
        found = await self.work.book.items(fund.id)
        signed = {
            item: (-1 if item.direction == "out" else 1) * sums.get(item.id, Booked()).before
            for item in found
        }
        return tuple(
            ItemSum(item.key, item.code, item.name, amount)
            for item, amount in signed.items()
            if amount
        )

    async def reversals(self, since: date, until: date) -> int:
        """Vouchers that took another back, in every fund."""
        of_union = self.mine(select(funds.c.id), funds)
        query = select(func.count()).where(
            vouchers.c.fund_id.in_(of_union),
            vouchers.c.reverses > 0,  # not “is not null”: a range of the index
            vouchers.c.booked_on.between(since, until),
        )
        return int((await self.run(query)).scalar_one())

    # --- people and doings ------------------------------------------------------------------

    async def union(self) -> Union:
        profile = await self.work.unions.profile()
        return Union(profile.name, profile.kind, profile.upper_name)

    async def people(self, since: date, until: date) -> People:
        """The register as it stands today; who went is counted by the day they went."""
        present = await self.work.members.on_the_books()
        teams = [
            (team.name, people.count(m for m in present if m.team == team))
            for team in await self.work.teams.all()
        ]
        gone = self.mine(select(members.c.state, func.count().label("many")), members).where(
            members.c.ended_on.between(since, until)
        )
        ended = {row.state: int(row.many) for row in await self.run(gone.group_by(members.c.state))}
        return People(
            people.count(present),
            tuple(teams),
            left=ended.get(State.LEFT, 0),
            retired=ended.get(State.RETIRED, 0),
            died=ended.get(State.DIED, 0),
        )

    async def officers(self) -> tuple[Officer, ...]:
        """Who holds a seat now, in the order of the roles; a paper names nobody's stand-in."""
        held = [seat for seat in await self.work.seats.held() if seat.stands_for is None]
        return tuple(Officer(seat.role, seat.holder.name, seat.holder.sex) for seat in held)

    async def year(self, year: int, until: date) -> Year:
        """Everything the annual report quotes, up to a day of that year."""
        since = date(year, 1, 1)
        return Year(
            union=await self.union(),
            year=year,
            since=since,
            until=until,
            made_on=self.work.today,
            people=await self.people(since, until),
            officers=await self.officers(),
            finance=await self.finance(FundKind.FINANCE, since, until),
            mutual=await self.work.loans.figures(since, until),
            titles=tuple(await self.work.titles.figures(year)),
            meetings=await self.work.meetings.figures(since, until),
            reversals=await self.reversals(since, until),
        )


def _line(fund: Fund, row: Any) -> BookedLine:
    taken = row.taken_kind
    return BookedLine(
        item=row.key,
        code=code(fund.code, VoucherKind(row.kind), row.number),
        year=row.year,
        booked_on=row.booked_on,
        happened_on=row.happened_on,
        method=row.method,
        amount=row.amount,
        reverses=code(fund.code, VoucherKind(taken), row.taken_number) if taken else "",
        text=row.text if fund.kind is FundKind.FINANCE else "",
        opening=row.direction == "opening",
    )
