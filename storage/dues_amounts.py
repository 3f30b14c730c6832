"""What each member's dues are reckoned from, and for which months somebody is exempt."""

from datetime import date, time, timedelta

from sqlalchemy import bindparam, exists, select

from config.banks import bin_of
from config.dues import dues_file, rules_of
from storage.members import Members
from storage.models import charges, dues_bases, dues_exemptions, members, unions
from storage.repository import UnionRepository
from union.dues import DUES, PAYING, Basis, BasisKind, Rules
from union.members import Member

_KIND = select(unions.c.kind).where(unions.c.id == bindparam("union"))
_BASES = select(dues_bases.c.kind, dues_bases.c.amount, dues_bases.c.first_day).where(
    dues_bases.c.union_id == bindparam("union"), dues_bases.c.member_id == bindparam("member")
)


class DuesAmounts(UnionRepository):
    # --- what a member's dues are reckoned from -----------------------------------------------

    async def rules(self) -> Rules:
        """The rules of this kind of union, day by day."""
        kind = (await self.run(_KIND, {"union": self.union_id})).scalar_one()
        return rules_of(kind)

    async def bases(self, member_id: int) -> list[Basis]:
        asked = {"union": self.union_id, "member": member_id}
        rows = await self.run(_BASES, asked)
        return [Basis(BasisKind(row.kind), row.amount, row.first_day) for row in rows]

    async def set_basis(self, member_id: int, basis: Basis, by: int | None) -> bool:
        """In force from its first day; a second word about the same day replaces the first.

        False if there is no such member here.
        """
        self.work.writing()
        if not await self._is_ours(member_id):
            return False
        values = {
            "kind": basis.kind.value,
            "amount": basis.amount,
            "made_by": by,
            "created_at": self.work.now,
        }
        statement = self.upsert(dues_bases, ["member_id", "first_day"], values)
        key = {"member_id": member_id, "first_day": basis.first_day}
        await self.run(statement.values(union_id=self.union_id, **key, **values))
        return True

    async def exempt(self, member_id: int, first: int, last: int, by: int | None) -> int:
        """Nothing is due for these months; charges nobody has paid are taken back. How many."""
        self.work.writing()
        if not await self._is_ours(member_id):
            return 0
        await self.new_row(
            dues_exemptions,
            member_id=member_id,
            first_period=first,
            last_period=last,
            made_by=by,
            created_at=self.work.now,
        )
        gone = await self.run(
            self.delete(charges).where(
                charges.c.member_id == member_id,
                charges.c.item == DUES,
                charges.c.period.between(first, last),
            )
        )
        return gone.rowcount

    async def exemptions(self, member_id: int) -> list[tuple[int, int]]:
        """First and last month of each."""
        columns = (dues_exemptions.c.first_period, dues_exemptions.c.last_period)
        query = self.mine(select(*columns), dues_exemptions).where(
            dues_exemptions.c.member_id == member_id
        )
        return [(row.first_period, row.last_period) for row in await self.run(query)]

    async def without_basis(self) -> list[Member]:
        """Who pays, and has no amount in force this month."""
        known = exists().where(
            dues_bases.c.member_id == members.c.id,
            dues_bases.c.union_id == self.union_id,
            dues_bases.c.first_day <= self.work.today,
        )
        query = self.mine(select(members.c.id), members).where(members.c.state.in_(PAYING), ~known)
        return await Members(self.work).named([row.id for row in await self.run(query)])

    async def _is_ours(self, member_id: int) -> bool:
        query = self.mine(select(members.c.id), members).where(members.c.id == member_id)
        return (await self.run(query)).first() is not None

    # --- data the committee edits -------------------------------------------------------------

    def bin(self, bank: str) -> str:
        """The six digits VietQR names a bank by; empty if the name is not known."""
        return bin_of(bank)

    def remind_again_days(self) -> int:
        return dues_file().remind_again_days

    def reminded_again(self, today: date) -> tuple[date, time]:
        """The day and hour of “nhắc lại sau”."""
        file = dues_file()
        return today + timedelta(days=file.remind_again_days), file.reminder_at
