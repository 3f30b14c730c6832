"""An officer registers somebody else; after the last day, with a reason."""

from bot import texts
from bot.handlers.asking import Answers, as_id, sure, tapped_value
from bot.handlers.titles import who_helps
from bot.said import Reply
from bot.talk import Button, Dialog, Question, Talk
from storage.outbox import Owed
from union import titles, words
from union.members import ENDED, Member
from union.refusals import Reason, Refusal
from union.rights import OFFICER
from union.titles import Round, Title

LONGEST_REASON = 300


async def begin(talk: Talk) -> Reply:
    round_ = await _the_round(talk)
    late = titles.is_over(round_, talk.today)
    return talk.begin("dangkyho", round=round_.id, **({} if late else {"reason": ""}))


async def _the_round(talk: Talk, round_id: int = 0) -> Round:
    """The round people mean, once it has begun; or the one the dialog began with."""
    rounds = await talk.work.titles.rounds()
    if round_id:
        found = next((one for one in rounds if one.id == round_id), None)
    else:
        begun = [one for one in rounds if one.opens_on <= talk.today]
        found = titles.spoken_of(begun, talk.today)
    if found is None:
        raise Refusal(Reason.NO_ROUND, ask=await who_helps(talk))
    return found


async def _ask_who(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.for_whom((await _the_round(talk, answers["round"])).year)


async def _read_who(talk: Talk, answers: Answers) -> int | None:
    value = tapped_value(talk)
    if value is not None:
        found = await talk.work.members.get(as_id(value))
        return found.id if found and found.state not in ENDED else None
    said = titles.called_so(talk.said.text, await talk.work.members.on_the_books())
    return said[0].id if len(said) == 1 else None


async def _who_again(talk: Talk, answers: Answers) -> Reply:
    people = titles.called_so(talk.said.text, await talk.work.members.on_the_books())
    if people:
        return texts.people.which_of(people[:8], "dangkyho", "who")
    return texts.people.nobody(words.normal(talk.said.text))


async def _whom(talk: Talk, answers: Answers, round_: Round) -> Member:
    """Never oneself after the last day: nobody lets themselves in."""
    member = await talk.work.members.get(answers["who"])
    if member is None:
        raise Refusal(Reason.NOT_FOUND)
    if member.id == talk.member.id and titles.is_over(round_, talk.today):
        raise Refusal(Reason.OWN_CASE)
    return member


async def _free(talk: Talk, round_: Round, member: Member) -> list[Title]:
    found = await talk.work.titles.of_member(member.id)
    held = {one.title for one in found if one.round_id == round_.id}
    offered = await talk.work.titles.offered(round_.year)
    return [one for one in offered if one.key not in held and titles.suits(one, member)]


async def _ask_titles(talk: Talk, answers: Answers) -> Reply:
    round_ = await _the_round(talk, answers["round"])
    member = await _whom(talk, answers, round_)
    return texts.title_rounds.which_for(member, await _free(talk, round_, member))


async def _read_titles(talk: Talk, answers: Answers) -> list[str] | None:
    round_ = await _the_round(talk, answers["round"])
    member = await _whom(talk, answers, round_)
    offered = await talk.work.titles.offered(round_.year)
    tap = tapped_value(talk)
    said = titles.named(talk.said.text, offered)[0] if talk.said.kind == "text" else []
    wanted = said if tap is None else [one for one in offered if one.key == tap]
    for title in wanted:
        titles.check_suits(title, member)
    return [title.key for title in wanted] or None


async def _ask_reason(talk: Talk, answers: Answers) -> Reply:
    return texts.title_rounds.why_late((await _the_round(talk, answers["round"])).year)


async def _read_reason(talk: Talk, answers: Answers) -> str | None:
    said = words.normal(talk.said.text) if talk.said.kind == "text" else ""
    return said[:LONGEST_REASON].rstrip(".") if len(words.fold(said)) > 2 else None


async def _new(talk: Talk, answers: Answers) -> tuple[Round, Member, list[Title]]:
    round_ = await _the_round(talk, answers["round"])
    member = await _whom(talk, answers, round_)
    free = await _free(talk, round_, member)
    offered = await talk.work.titles.offered(round_.year)
    wanted = titles.with_needed(offered, answers["titles"])
    new = [title for title in wanted if title in free]
    if not new:
        raise Refusal(Reason.ALREADY_DECIDED)
    return round_, member, new


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    round_, member, new = await _new(talk, answers)
    return texts.title_rounds.confirm_for(member, round_.year, new, answers["reason"])


async def registered(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.titles.unchanged()
    round_, member, new = await _new(talk, answers)
    late = titles.is_over(round_, talk.today)
    if late and not answers["reason"]:  # it closed while the officer was asked
        return talk.begin("dangkyho", **{k: answers[k] for k in ("round", "who", "titles")})
    await talk.work.titles.register(round_.id, member.id, [title.key for title in new])
    names = ", ".join(title.name for title in new)
    verb = "title.late" if late else "title.registered"
    talk.log(
        verb,
        f"round {round_.id} member {member.id}",
        ai=member.name,
        danh_hiệu=names,
        lý_do=answers["reason"],
    )
    await _tell(talk, member, round_, new, answers["reason"])
    return texts.title_rounds.registered_for(member, round_.year, new)


async def _tell(talk: Talk, member: Member, round_: Round, new: list[Title], reason: str) -> None:
    chat_id = await talk.work.unions.private_chat(member.id)
    if chat_id is None or member.id == talk.member.id:
        return
    keys = [title.key for title in new]
    facts = {"round": round_.id, "titles": keys, "by": talk.member.id, "reason": reason}
    about = f"title.by:{round_.id}:{member.id}:{talk.said.bot}:{talk.said.key}"
    await talk.work.outbox.owe(
        [Owed(about, chat_id, talk.work.union_id, "title.by", facts, member.id)]
    )


DIALOGS = (
    Dialog(
        "dangkyho",
        OFFICER,
        (
            Question("who", _ask_who, _read_who, _who_again),
            Question("titles", _ask_titles, _read_titles, _ask_titles),
            Question("reason", _ask_reason, _read_reason, _ask_reason),
            sure(_ask_sure),
        ),
        registered,
    ),
)
BUTTONS = (Button("title.for", OFFICER, begin, reads_only=True),)
