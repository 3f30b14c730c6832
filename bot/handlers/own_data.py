"""The file of one's own data: dues, loans, titles and invitations, this person's rows alone."""

from bot import texts
from bot.handlers import loans_seen
from bot.talk import Talk
from storage.work import Work
from union import titles

EVERY = 10_000  # vouchers: more than anybody lives to see


async def text(talk: Talk) -> str:
    """All that is kept of the speaker beyond the register and the consents."""
    work, member_id = talk.work, talk.member.id
    parts = (
        await _dues(work, member_id),
        await loans_seen.own_data(talk),
        await _vouchers(work, member_id),
        await _titles(work, member_id),
        texts.own_data.invitations(await work.meetings.of_member(member_id)),
    )
    return "\n\n".join(part for part in parts if part)


async def _dues(work: Work, member_id: int) -> str:
    charged = {(due.item, due.period): due.amount for due in await work.dues.charges(member_id)}
    paid = await work.dues.paid(member_id)
    months = [
        (item, period, charged.get((item, period), 0), paid.get((item, period), 0))
        for item, period in sorted({*charged, *paid}, key=lambda key: (key[1], key[0]))
    ]
    bases = await work.dues.bases(member_id)
    return texts.own_data.dues(bases, await work.dues.exemptions(member_id), months)


async def _vouchers(work: Work, member_id: int) -> str:
    """The newest first, with what was written beside each."""
    found = await work.book.of_member(member_id, EVERY)
    return texts.own_data.vouchers([(one, (await work.book.note(one))[1]) for one in found])


async def _titles(work: Work, member_id: int) -> str:
    lines = []
    for one in await work.titles.of_member(member_id):
        title = titles.titled(await work.titles.offered(one.year), one.title)
        name = title.name if title else one.title
        lines.append((one.year, name, one.outcome, one.decision, one.decided_on))
    return texts.own_data.titles(lines)
