"""Emulation for members: `/thidua`, signing up, withdrawing, what one reached in other years."""

from collections.abc import Iterable

from bot import texts
from bot.handlers import titles_reading
from bot.handlers.asking import Answers, sure, tapped_value
from bot.said import Reply
from bot.talk import Button, Command, Dialog, Question, Talk
from bot.texts.wording import called
from storage.titles import Registration, known
from union import titles, words
from union.refusals import Reason, Refusal
from union.rights import COMMITTEE, MEMBER, OFFICER, REPORTER
from union.titles import Round, Title


async def show(talk: Talk) -> Reply:
    """`/thidua`: where the round stands, what one has, what one may do next."""
    round_ = titles.spoken_of(await talk.work.titles.rounds(), talk.today)
    held = await _mine(talk, round_)
    offered = await talk.work.titles.offered(round_.year) if round_ else []
    mine = [(title, held[title.key].outcome) for title in offered if title.key in held]
    free = [t for t in offered if t.key not in held and titles.suits(t, talk.member)]
    may = [one.admits(talk.member.id, talk.who.seats) for one in (OFFICER, REPORTER)]
    more = talk.said.choice == "title.more"
    return texts.titles.home(talk.member, round_, talk.today, mine, free, more, *may)


async def _mine(talk: Talk, round_: Round | None) -> dict[str, Registration]:
    """The speaker's registrations of a round, by title."""
    found = await talk.work.titles.of_member(talk.member.id) if round_ else []
    return {one.title: one for one in found if round_ and one.round_id == round_.id}


async def command(talk: Talk) -> Reply:
    """`/thidua`, alone or with a wish: “đăng ký lao động tiên tiến”, “rút LĐTT”, a title."""
    said = words.fold(talk.words)
    found = titles_reading.wish(talk.words, known())
    if found is None and said:
        named, beside = titles.named(said, known())
        if named and not beside:
            found = titles_reading.Wish("join", tuple(title.key for title in named))
    if found is None:
        return await show(talk)
    if found.kind == "past":
        return await _past(talk, talk.today.year + found.year if found.year else 0)
    return await (join if found.kind == "join" else drop)(talk, found.titles)


async def who_helps(talk: Talk) -> str:
    """Whom to ask about a round: the chair, or the next officer for the chair."""
    held = [seat.holder for seat in await talk.work.seats.held(COMMITTEE)]
    others = [holder for holder in held if holder.id != talk.member.id]
    return called(others[0]) if others else ""


async def open_round(talk: Talk) -> Round:
    ask = await who_helps(talk)
    return titles.check_open(await talk.work.titles.rounds(), talk.today, ask)


# --- signing up -----------------------------------------------------------------------------


async def join(talk: Talk, keys: Iterable[str]) -> Reply:
    """What is named is confirmed at once; nothing named, and it is asked."""
    round_ = await open_round(talk)
    wanted = await _wanted(talk, round_, keys)
    if not wanted:
        return talk.begin("thidua", round=round_.id)
    held = await _mine(talk, round_)
    if all(title.key in held for title in wanted):
        return texts.titles.already(talk.member, round_, wanted)
    return talk.begin("thidua", round=round_.id, titles=[title.key for title in wanted])


async def _wanted(talk: Talk, round_: Round, keys: Iterable[str]) -> list[Title]:
    """The titles of the round's year; Refusal for one that is not for this person."""
    offered = await talk.work.titles.offered(round_.year)
    wanted = [title for key in keys if (title := titles.titled(offered, key))]
    for title in wanted:
        titles.check_suits(title, talk.member)
    return wanted


async def press_join(talk: Talk) -> Reply:
    return await join(talk, talk.args[:1])


async def _ask_titles(talk: Talk, answers: Answers) -> Reply:
    round_ = await open_round(talk)
    held = await _mine(talk, round_)
    offered = await talk.work.titles.offered(round_.year)
    free = [t for t in offered if t.key not in held and titles.suits(t, talk.member)]
    return texts.titles.which(free)


async def _read_titles(talk: Talk, answers: Answers) -> list[str] | None:
    tap = tapped_value(talk)
    named = titles.named(talk.said.text, known())[0] if talk.said.kind == "text" else []
    keys = [tap] if tap is not None else [title.key for title in named]
    wanted = await _wanted(talk, await open_round(talk), keys)
    return [title.key for title in wanted] or None


async def _all_titles(talk: Talk, answers: Answers) -> tuple[Round, list[Title], list[Title]]:
    """The open round, what will be registered, and what comes along because it is needed."""
    round_ = await open_round(talk)
    if round_.id != answers["round"]:
        raise Refusal(Reason.ALREADY_DECIDED)
    offered = await talk.work.titles.offered(round_.year)
    held = await _mine(talk, round_)
    wanted = titles.with_needed(offered, answers["titles"])
    new = [title for title in wanted if title.key not in held]
    return round_, new, [title for title in new if title.key not in answers["titles"]]


async def _ask_sure(talk: Talk, answers: Answers) -> Reply:
    round_, new, added = await _all_titles(talk, answers)
    short_of = max([await _short_of(talk, round_.year, title) for title in new], default=0)
    return texts.titles.confirm(talk.member, round_.year, new, added, short_of)


async def _short_of(talk: Talk, year: int, title: Title) -> int:
    """Years in a row a title asks for and our rows do not show; the year itself counts."""
    if title.streak is None:
        return 0
    before, needed = title.streak
    past = await talk.work.titles.of_member(talk.member.id)
    reached = [p.year for p in past if p.title == before and p.outcome is titles.Outcome.ACHIEVED]
    return max(0, needed - 1 - titles.years_in_a_row(reached, year))


async def joined(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.titles.unchanged()
    round_, new, _ = await _all_titles(talk, answers)
    for title in new:
        titles.check_suits(title, talk.member)
    keys = [title.key for title in new]
    if not await talk.work.titles.register(round_.id, talk.member.id, keys):
        offered = await talk.work.titles.offered(round_.year)
        return texts.titles.already(
            talk.member, round_, [t for t in offered if t.key in answers["titles"]]
        )
    names = ", ".join(title.name for title in new)
    talk.log("title.registered", f"round {round_.id}", danh_hiệu=names)
    return texts.titles.registered(talk.member, round_, new)


# --- withdrawing ----------------------------------------------------------------------------


async def drop(talk: Talk, keys: Iterable[str]) -> Reply:
    round_ = await open_round(talk)
    wanted = next(iter(keys), "")
    await _going(talk, round_, wanted)
    return talk.begin("rutthidua", round=round_.id, title=wanted)


async def press_drop(talk: Talk) -> Reply:
    return await drop(talk, talk.args[:1])


async def _going(talk: Talk, round_: Round, key: str) -> list[Title]:
    """What is withdrawn: the title asked for, and those that need it."""
    offered = await talk.work.titles.offered(round_.year)
    title = titles.titled(offered, key)
    held = await _mine(talk, round_)
    if title is None:
        raise Refusal(Reason.NOT_FOUND)
    if key not in held:
        raise Refusal(Reason.NOT_REGISTERED, title=title.name)
    return [title, *titles.leaning_on(offered, key, held)]


async def _ask_drop(talk: Talk, answers: Answers) -> Reply:
    round_ = await open_round(talk)
    going = await _going(talk, round_, answers["title"])
    return texts.titles.confirm_drop(talk.member, round_.year, going)


async def dropped(talk: Talk, answers: Answers) -> Reply:
    if answers["sure"] != "yes":
        return texts.titles.unchanged()
    round_ = await open_round(talk)
    if round_.id != answers["round"]:
        raise Refusal(Reason.ALREADY_DECIDED)
    going = await _going(talk, round_, answers["title"])
    held = await _mine(talk, round_)
    ids = [held[title.key].id for title in going]
    if await talk.work.titles.withdraw(ids) < len(ids):  # one of them has its result
        raise Refusal(Reason.ALREADY_DECIDED)
    names = ", ".join(title.name for title in going)
    talk.log("title.withdrawn", f"round {round_.id}", danh_hiệu=names)
    return texts.titles.dropped(talk.member, round_, going)


# --- other years ----------------------------------------------------------------------------


async def past(talk: Talk) -> Reply:
    return await _past(talk)


async def _past(talk: Talk, year: int = 0) -> Reply:
    found = [
        one for one in await talk.work.titles.of_member(talk.member.id) if year in (0, one.year)
    ]
    lines = []
    for one in found:
        title = titles.titled(await talk.work.titles.offered(one.year), one.title)
        name = title.name if title else one.title
        lines.append((one.year, name, one.outcome, one.decision, one.decided_on))
    return texts.titles.past(talk.member, lines, year)


def _sentence(text: str) -> str | None:
    return text if titles_reading.wish(text, known()) else None


DIALOGS = (
    Dialog(
        "thidua",
        MEMBER,
        (Question("titles", _ask_titles, _read_titles, _ask_titles), sure(_ask_sure)),
        joined,
    ),
    Dialog("rutthidua", MEMBER, (sure(_ask_drop),), dropped),
)
COMMANDS = (
    Command(
        "thidua",
        MEMBER,
        command,
        texts.help.ABOUT["thidua"],
        aliases=("titles",),
        phrases=("thi dua", "dang ky thi dua", "danh hieu thi dua", "ket qua thi dua"),
        sentence=_sentence,
        reads_only=True,
    ),
)
BUTTONS = (
    Button("title.home", MEMBER, show, reads_only=True),
    Button("title.more", MEMBER, show, reads_only=True),
    Button("title.join", MEMBER, press_join, reads_only=True),
    Button("title.drop", MEMBER, press_drop, reads_only=True),
    Button("title.past", MEMBER, past, reads_only=True),
)
