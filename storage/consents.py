"""What members agreed to, and when they took it back. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import func, select

from storage.models import consents
from storage.repository import UnionRepository
from union.consents import TEXT_VERSION, Answer, Purpose


class Consents(UnionRepository):
    async def record(
        self, member_id: int, purpose: Purpose, answer: Answer, how: str = "chat"
    ) -> None:
        await self.new_row(
            consents,
            member_id=member_id,
            purpose=purpose.value,
            answer=answer.value,
            text_version=TEXT_VERSION[purpose],
            how=how,
            at=self.work.now,
        )

    async def answer(self, member_id: int, purpose: Purpose) -> Answer | None:
        """The last word on one purpose; None while nothing was ever said."""
        return (await self.answers(purpose, [member_id])).get(member_id)

    async def answers(self, purpose: Purpose, member_ids: list[int]) -> dict[int, Answer]:
        mine = (consents.c.union_id == self.union_id) & (consents.c.purpose == purpose.value)
        latest = (
            select(func.max(consents.c.id))
            .where(mine, consents.c.member_id.in_(member_ids))
            .group_by(consents.c.member_id)
        )
        rows = await self.run(
            select(consents.c.member_id, consents.c.answer).where(consents.c.id.in_(latest))
        )
        return {row.member_id: Answer(row.answer) for row in rows}

    async def latest(self, member_id: int, purpose: Purpose) -> tuple[Answer, str] | None:
        """The last word and how it was given: in the chat or on paper."""
        query = self.mine(select(consents.c.answer, consents.c.how), consents).where(
            consents.c.member_id == member_id, consents.c.purpose == purpose.value
        )
        row = (await self.run(query.order_by(consents.c.id.desc()).limit(1))).one_or_none()
        return (Answer(row.answer), row.how) if row else None

    async def history(self, member_id: int) -> list[tuple[str, str, datetime, str]]:
        """Purpose, answer, time and way of everything a member ever said about consent."""
        columns = (consents.c.purpose, consents.c.answer, consents.c.at, consents.c.how)
        query = self.mine(select(*columns), consents)
        rows = await self.run(
            query.where(consents.c.member_id == member_id).order_by(consents.c.id)
        )
        return [(row.purpose, row.answer, row.at, row.how) for row in rows]
