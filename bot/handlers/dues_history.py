"""What was paid for a month or a year: a member looks at their own."""

from collections.abc import Sequence

from bot import texts
from bot.said import Reply
from bot.talk import Talk
from union.dues import Due


async def month(talk: Talk, period: int) -> Reply:
    charged = sum(d.amount for d in await talk.work.dues.charges(talk.member.id)
                  if d.period == period)  # fmt: skip
    opened = [d for d in await talk.work.dues.open(talk.member.id) if d.period == period]
    on = await talk.work.dues.paid_on(talk.member.id, period)
    return texts.dues.of_month(talk.member, period, charged, opened, on)


async def year(talk: Talk) -> Reply:
    return await of_year(talk, talk.number() or talk.today.year)


async def of_year(talk: Talk, of: int) -> Reply:
    charged = [d for d in await talk.work.dues.charges(talk.member.id) if d.period // 100 == of]
    opened = await talk.work.dues.open(talk.member.id)
    lines = [
        (period, _of(charged, period), _of(opened, period))
        for period in sorted({due.period for due in charged})
    ]
    return texts.dues.year(talk.member, of, lines)


def _of(dues: Sequence[Due], period: int) -> int:
    return sum(due.amount for due in dues if due.period == period)
