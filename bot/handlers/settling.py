"""Writing a meeting down and telling the committee: one notice a person and version."""

from dataclasses import replace

from bot import texts
from bot.said import Reply
from bot.talk import Talk
from bot.texts.wording import called
from storage.outbox import Owed
from storage.work import Work
from union.meetings import Kind, Meeting, State, notice
from union.refusals import Reason, Refusal


async def add(talk: Talk, meeting: Meeting) -> Reply:
    agenda = meeting.agenda
    if meeting.kind is Kind.REGULAR and not agenda:
        agenda = await agenda_of(talk, meeting)
    made = await talk.work.meetings.add(
        meeting.kind, meeting.year, meeting.quarter, starts_at=meeting.starts_at,
        place=meeting.place, agenda=agenda, state=State.CONFIRMED.value,
        made_by=talk.member.id, confirmed_by=talk.member.id, confirmed_at=talk.work.now,
    )  # fmt: skip
    return await settled(talk, replace(meeting, id=made, agenda=agenda), "called")


async def agenda_of(talk: Talk, meeting: Meeting) -> str:
    """Drawn from the books of its quarter, as they stand now."""
    return texts.meeting_words.agenda(await talk.work.agenda.topics(meeting))


async def confirm(talk: Talk, before: Meeting, after: Meeting, verb: str) -> Reply:
    """Over what was read only: the second of two officers is told who was first."""
    by, now = talk.member.id, talk.work.now
    changed = await talk.work.meetings.change(
        before, starts_at=after.starts_at, place=after.place, agenda=after.agenda,
        version=after.version, state=State.CONFIRMED.value, confirmed_by=by, confirmed_at=now,
    )  # fmt: skip
    if not changed:
        raise Refusal(Reason.ALREADY_DECIDED, by=await who(talk.work, before))
    after = replace(after, state=State.CONFIRMED, confirmed_by=by, confirmed_at=now)
    if after.version > before.version:
        await talk.work.meetings.ask_anew(after.id)
    return await settled(talk, after, verb, moved=before.state is State.CONFIRMED)


async def settled(talk: Talk, meeting: Meeting, verb: str, moved: bool = False) -> Reply:
    told, unreached = await invite(talk, meeting, moved)
    talk.log(f"meeting.{verb}", f"meeting {meeting.id}", giờ=texts.meeting_words.when(meeting))
    return texts.meetings.settled(meeting, told, unreached)


async def who(work: Work, meeting: Meeting) -> str:
    now = await work.meetings.get(meeting.id)
    by = await work.members.get(now.confirmed_by or 0) if now else None
    return called(by) if by else ""


async def invite(talk: Talk, meeting: Meeting, moved: bool = False) -> tuple[int, list[str]]:
    """Everybody on the committee at its hour but the speaker: how many, and who has no chat."""
    work = talk.work
    people = await work.meetings.committee(meeting.starts_at)
    await work.meetings.invite(meeting.id, people)
    others = [one for one in people if one != talk.member.id]
    return await _owe(work, "notice", meeting, others, moved)


async def call_off(talk: Talk, meeting: Meeting) -> None:
    people = await talk.work.meetings.committee(meeting.starts_at)
    others = [one for one in people if one != talk.member.id]
    await _owe(talk.work, "off", meeting, others, moved=False)


async def _owe(
    work: Work, kind: str, meeting: Meeting, people: list[int], moved: bool
) -> tuple[int, list[str]]:
    owed, unreached = [], []
    for member_id in people:
        chat_id = await work.unions.private_chat(member_id)
        if chat_id is None:
            unreached.append(member_id)
            continue
        owed.append(
            Owed(
                about=notice(kind, meeting.id, meeting.version, member_id),
                chat_id=chat_id,
                union_id=work.union_id,
                kind=f"meeting.{kind}",
                facts={"meeting": meeting.id, "version": meeting.version, "moved": moved},
                member_id=member_id,
            )
        )
        work.outbox.waiting.add(chat_id)
    await work.outbox.owe(owed)
    return len(owed), [called(one) for one in await work.members.named(unreached)]
