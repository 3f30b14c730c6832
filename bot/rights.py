"""May this person do this now? Rights first; and once more if they moved while we waited."""

from bot.talk import Talk
from union.refusals import Reason, Refusal
from union.rights import Audience


async def admit(talk: Talk, audience: Audience, *, writes: bool) -> None:
    """Refuse who may not; take the union's lock for who will write.

    Whoever changes a seat writes a line of the log. If the log has grown between reading the
    speaker and holding the lock, the speaker is read again, so that a seat that ended in that
    moment gives nothing any more.
    """
    _check(talk, audience)
    if not writes or talk.work.union is None or talk.work.locked:
        return
    await talk.work.lock()
    if talk.who.member is None or talk.work.log.count == talk.who.logged:
        return
    said = talk.said
    person = said.person or said.chat
    again = await talk.work.accounts.speaker(said.bot, said.chat, person, said.key, talk.work.now)
    if again is not None and again.union_id == talk.who.union_id:
        talk.who = again
    _check(talk, audience)


def _check(talk: Talk, audience: Audience) -> None:
    member = talk.who.member
    if not audience.admits(member.id if member else None, talk.who.seats):
        raise Refusal(Reason.MEMBERS_ONLY if member is None else Reason.NOT_FOR_YOU)
