"""What is kept and why, one's own data as a file, and taking a consent back."""

from dataclasses import replace
from datetime import timedelta

from bot import texts
from bot.handlers import deciders, loans, menus, own_data, seats
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.consents import Answer, Purpose
from union.members import State
from union.rights import ANYONE, MEMBER

KEPT_FOR = timedelta(days=1)


async def privacy(talk: Talk) -> Reply:
    if talk.who.member is None:
        return texts.privacy.for_stranger(talk.said.numbered)
    given = await talk.work.consents.history(talk.member.id)
    birthday = await talk.work.consents.answer(talk.member.id, Purpose.BIRTHDAY)
    registered = [
        at for purpose, answer, at, _ in given if (purpose, answer) == ("register", "yes")
    ]
    since = registered[-1] if registered else None
    return texts.privacy.yours(birthday, since, talk.said.numbered)


async def data(talk: Talk) -> Reply:
    """All that is kept about the speaker, as a file that expires."""
    given = await talk.work.consents.history(talk.member.id)
    text = texts.privacy.data_file(talk.member, given, await own_data.text(talk))
    file = await talk.work.files.keep(
        "du-lieu-cua-toi.txt", "text/plain", text.encode(), f"member {talk.member.id}", KEPT_FOR
    )
    talk.log("data.exported", f"member {talk.member.id}")
    return replace(texts.privacy.data(), file=file)


async def ask_leave(talk: Talk) -> Reply:
    seats.check_no_chair(await talk.work.seats.of(talk.member.id))
    return texts.privacy.sure_to_leave()


async def leave(talk: Talk) -> Reply:
    """Withdraw the consent to the register: seats end, the account is let go, an officer is told.

    A seat without its holder would be open to whoever is let into the row.
    """
    member = talk.member
    await seats.end_all(talk, member)
    await talk.work.consents.record(member.id, Purpose.REGISTER, Answer.NO)
    await menus.forget(talk)
    await talk.work.unions.unlink_all(member.id)
    await talk.work.members.change(member.id, state=State.ROSTER.value)
    await talk.work.outbox.cancel_member(member.id)
    talk.log("consent.withdrawn", f"member {member.id}")
    if open_ := await loans.of_who_went(talk, member):
        await deciders.alert(talk.work, open_)
    await deciders.alert(talk.work, texts.privacy.officer_told(member))
    return texts.privacy.left()


COMMANDS = (
    Command(
        "riengtu",
        ANYONE,
        privacy,
        texts.help.ABOUT["riengtu"],
        aliases=("privacy",),
        reads_only=True,
        phrases=("rieng tu", "quyen rieng tu", "doc ky", "doc ky da", "du lieu cua toi"),
    ),
)
BUTTONS = (
    Button("privacy", ANYONE, privacy, reads_only=True),
    Button("privacy.data", MEMBER, data),
    Button("privacy.leave", MEMBER, ask_leave, reads_only=True),
    Button("privacy.left", MEMBER, leave),
)
