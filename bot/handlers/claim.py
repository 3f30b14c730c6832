"""Claiming a row of the roster: by one's own number, by a code, by the team's code."""

from bot import texts
from bot.handlers import cases, deciders, menus
from bot.handlers.asking import Answers, sure
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Talk
from storage.cases import Case
from storage.codes import Code
from storage.work import Work
from union import codes, phones
from union.codes import TRIES, CodeKind, as_code
from union.consents import Answer, Purpose
from union.members import ENDED, Member, State
from union.refusals import Reason, Refusal
from union.rights import ANYONE, Role
from union.words import NotUnderstood


async def contact(talk: Talk) -> Reply:
    """A shared card: only one's own number counts."""
    card = talk.said.contact
    if card is None or not card.own:
        raise Refusal(Reason.NOT_OWN_CONTACT)
    if talk.who.member is not None:
        return texts.common.number_known(talk.who.member)
    if talk.work.union is None:
        return texts.joining.which_union()
    try:
        number = phones.phone(card.phone)
    except NotUnderstood:
        raise Refusal(Reason.NO_MATCH) from None
    await talk.work.lock()
    rows = await talk.work.members.by_phone(number)
    free = [row for row in rows if not await talk.work.members.is_claimed(row.id)]
    if rows and not free:
        return await taken(talk, rows[0])
    if len(free) > 1:  # two who share a telephone: then the name must decide
        return texts.joining.number_shared()
    if not free:
        raise Refusal(Reason.NO_MATCH)
    return talk.begin("nhan", member=free[0].id, how="phone")


async def taken(talk: Talk, row: Member) -> Reply:
    """A row claimed twice: refused, logged, told to the officers."""
    talk.log("claim.twice", f"member {row.id}", ai=row.name)
    await deciders.alert(talk.work, texts.cases.row_claimed_twice(row.name))
    return texts.refusals.refused(Refusal(Reason.ROW_TAKEN))


# --- codes ----------------------------------------------------------------------------------


async def code(talk: Talk) -> Reply:
    """Six digits, typed or in a link."""
    typed = as_code(talk.words or talk.said.text)
    if talk.who.member is not None:
        return texts.refusals.refused(Refusal(Reason.ALREADY_MEMBER))
    if talk.work.union is None:
        return texts.joining.which_union()
    if typed is None:
        return texts.joining.type_code()
    who, now = talk.who, talk.work.now
    if codes.locked_until(who.wrong_codes, who.wrong_since, now):
        raise Refusal(Reason.TOO_MANY_CODES)
    await talk.work.lock()
    digest = codes.digest(typed, talk.work.union_id, talk.house.key)
    found = await talk.work.codes.find(digest)
    if found is None or found.kind is CodeKind.GROUP:
        known = found is None and await talk.work.codes.exists(digest)
        return await _wrong_code(talk, Reason.CODE_USED_UP if known else Reason.WRONG_CODE)
    talk.stranger = False
    return await _right_code(talk, found)


async def _wrong_code(talk: Talk, reason: Reason) -> Reply:
    """Counted in the account's row, and told to the officers when it becomes guessing."""
    who, now = talk.who, talk.work.now
    fresh = who.wrong_since is None or now - who.wrong_since >= codes.LOCKED_FOR
    wrong = 1 if fresh else who.wrong_codes + 1
    since = now if fresh or wrong >= TRIES else who.wrong_since
    await talk.work.accounts.wrong_code(who.account_id, wrong, since)
    talk.stranger = False  # bounded by its own count
    if wrong < TRIES:
        return texts.refusals.refused(Refusal(reason))
    talk.log("code.guessed", f"account {who.account_id}")
    await deciders.alert(talk.work, texts.cases.codes_guessed())
    return texts.refusals.refused(Refusal(Reason.TOO_MANY_CODES))


async def _right_code(talk: Talk, found: Code) -> Reply:
    if found.kind is CodeKind.MEMBER and found.member_id is not None:
        row = await talk.work.members.get(found.member_id)
        if row is None:
            raise Refusal(Reason.NO_MATCH)
        return talk.begin("nhan", member=row.id, how="code", code=found.id)
    return talk.begin("vaoto", team=found.team_id, code=found.id)


async def ask_code(talk: Talk) -> Reply:
    talk.stranger = False
    return texts.joining.type_code() if talk.work.union else texts.joining.which_union()


# --- “nhan”: this row is me -----------------------------------------------------------------


async def _ask_claim(talk: Talk, answers: Answers) -> Reply:
    row = await talk.work.members.get(answers["member"])
    if row is None:
        raise Refusal(Reason.NO_MATCH)
    if answers["how"] == "phone":
        return texts.joining.number_matches(row, row.phone)
    return texts.joining.code_is_for(row)


async def claimed(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.joining.not_me()
    if talk.who.member is not None:  # let in by an officer while the question was open
        raise Refusal(Reason.ALREADY_MEMBER)
    row = await talk.work.members.get(answers["member"])
    if row is None:
        raise Refusal(Reason.NO_MATCH)
    if answers["how"] == "phone" and await talk.work.members.is_claimed(row.id):
        return await taken(talk, row)
    if "code" in answers and not await talk.work.codes.use(answers["code"]):
        raise Refusal(Reason.CODE_USED_UP)
    elsewhere = await talk.work.unions.private_chat(row.id)
    await let_in(talk.work, row, talk.who.account_id)
    if elsewhere is not None:  # whoever had the row before hears of it
        told = texts.joining.another_account(row)
        await talk.work.outbox.add(
            elsewhere, talk.work.union_id, told.body(), member_id=row.id, at_night=True
        )
    talk.work.log.add("claim.done", f"member {row.id}", row.id)
    await drop_other_requests(talk)
    await menus.renew(talk, row.id)
    return texts.joining.admitted(row, None)


async def let_in(work: Work, row: Member, account_id: int) -> None:
    """From the roster to a member in the chat; the consent to the register is on record."""
    if row.state in ENDED:  # an old code or request of somebody who has left
        raise Refusal(Reason.CODE_USED_UP)
    if not await work.members.is_claimed(row.id):  # a second account changes nothing
        joined = row.joined_on or work.today
        await work.members.change(row.id, state=State.MEMBER.value, joined_on=joined)
    await work.unions.link(account_id, row.id)
    await work.consents.record(row.id, Purpose.REGISTER, Answer.YES)


async def may_let_in(talk: Talk, member_id: int | None) -> bool:
    """Whoever is let into a row has its seats: as a code for one, that is the chair's alone."""
    seated = member_id is not None and bool(await talk.work.seats.of(member_id))
    return not seated or talk.holds(Role.CHAIR, own=True)


async def check_may_let_in(talk: Talk, row: Member) -> None:
    if not await may_let_in(talk, row.id):
        raise Refusal(Reason.SEATED, name=row.name)


async def not_let_in(talk: Talk, case: Case) -> None:
    """A kind “not yet” to whoever asked, by whichever way."""
    if case.chat_id is not None:
        told = texts.joining.not_yet(case.facts["name"])
        await talk.work.outbox.add(case.chat_id, talk.work.union_id, told.body())


async def drop_other_requests(talk: Talk) -> None:
    """Whoever is in need not wait any more."""
    for case in await talk.work.cases.waiting(account_id=talk.who.account_id):
        await talk.work.cases.decide(case.id, "withdrawn", None)
        await cases.rewrite_copies(talk, case, "withdrawn")


CLAIM = Dialog("nhan", ANYONE, (sure(_ask_claim),), claimed)
DIALOGS = (CLAIM,)
COMMANDS = (
    Command(
        "nhapma",
        ANYONE,
        code,
        texts.help.ABOUT["nhapma"],
        aliases=("code",),
        phrases=("toi co ma", "co ma", "nhap ma"),
        sentence=as_code,
        hidden=True,
    ),
)
BUTTONS = (Button("join.code", ANYONE, ask_code),)
