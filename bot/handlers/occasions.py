"""The year's occasions: anybody sees the days, officers read the words, the chair approves."""

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union import words
from union.occasions import Dated, YearPlan, ahead
from union.rights import CHAIR, MEMBER, REPORTER

_NEXT_YEAR = ("nam sau", "nam toi")


async def show(talk: Talk) -> Reply:
    """`/ngayle`, `/ngayle 2027`, “ngày lễ năm sau”."""
    year = _named_year(talk)
    if year is None and any(character.isdigit() for character in talk.words):
        return texts.occasions.only_these_years(*_open_years(talk))
    year = year or await _usual_year(talk)
    return await _shown(talk, await talk.work.occasions.year(year))


async def _shown(talk: Talk, plan: YearPlan) -> Reply:
    coming = _coming(talk, plan.year)
    if not REPORTER.admits(talk.member.id, talk.who.seats):
        return texts.occasions.for_members(plan, coming)
    approver = await talk.work.members.get(plan.approved_by) if plan.approved_by else None
    may = CHAIR.admits(talk.member.id, talk.who.seats)
    other = plan.year + 1 if plan.year == talk.today.year else talk.today.year
    return texts.occasions.year(plan, coming, approver, may, other)


def _coming(talk: Talk, year: int) -> list[Dated]:
    return ahead(talk.work.occasions.days(year), talk.work.now)


def _open_years(talk: Talk) -> tuple[int, int]:
    return talk.today.year, talk.today.year + 1


def _named_year(talk: Talk) -> int | None:
    """The year typed or carried by a button, if it is this one or the next."""
    said = words.fold(talk.words).removeprefix("nam ")
    if words.fold(talk.words) in _NEXT_YEAR:
        return talk.today.year + 1
    number = talk.number() or (int(said) if said.isdigit() and len(said) == 4 else 0)
    return number if number in _open_years(talk) else None


async def _usual_year(talk: Talk) -> int:
    """This year; the next when nothing is left of it, or in December while that one waits."""
    this, following = _open_years(talk)
    if not _coming(talk, this):
        return following
    if talk.today.month < 12 or not (await talk.work.occasions.year(this)).approved:
        return this
    return this if (await talk.work.occasions.year(following)).approved else following


async def approve(talk: Talk) -> Reply:
    """Exactly the list that was read; whoever comes second is told who has approved."""
    year = _named_year(talk)
    if year is None:
        return texts.common.stale()
    plan = await talk.work.occasions.year(year)
    coming = _coming(talk, year)
    if not plan.approved:
        if talk.number(1) != plan.mark:
            return texts.occasions.changed_meanwhile(plan, coming, talk.member)
        await talk.work.occasions.approve(plan, talk.member.id)
        names = (one.occasion.name for one in coming if one.occasion.key in plan.kept)
        talk.log("occasions.approved", f"occasions {year}", ngày=", ".join(names))
        return texts.occasions.approved(plan, coming, talk.member, await _lacks(talk))
    by = await talk.work.members.get(plan.approved_by or 0)
    return texts.occasions.approved(plan, coming, by or talk.member, await _lacks(talk))


async def _lacks(talk: Talk) -> str:
    profile = await talk.work.unions.profile()
    if profile.trial:
        return "trial"
    return "" if profile.posts_by_hand or await talk.work.unions.groups() else "group"


async def pick(talk: Talk) -> Reply:
    year = _named_year(talk)
    if year is None:
        return texts.common.stale()
    return texts.occasions.choose(await talk.work.occasions.year(year), _coming(talk, year))


async def keep(talk: Talk) -> Reply:
    """A button says what shall be, not “turn it over”: pressed twice it changes nothing more."""
    found = _dated(talk)
    if found is None or len(talk.args) < 3:
        return texts.common.stale()
    one, kept, year = found.occasion, talk.args[2] == "1", found.day.year
    plan = await talk.work.occasions.year(year)
    if kept is not (one.key in plan.kept):
        await talk.work.occasions.keep(plan, one.key, kept)
        verb = "occasion.kept" if kept else "occasion.dropped"
        talk.log(verb, f"occasions {year}", ngày=one.name)
        plan = await talk.work.occasions.year(year)
    return texts.occasions.choose(plan, _coming(talk, year))


def _dated(talk: Talk) -> Dated | None:
    """The day that a button names by year and key, while it can still be greeted."""
    year, key = _named_year(talk), talk.args[1] if len(talk.args) > 1 else ""
    if year is None:
        return None
    return next((one for one in _coming(talk, year) if one.occasion.key == key), None)


async def which_words(talk: Talk) -> Reply:
    """`/xemthu`, `/xemthu 8/3`, `/xemthu trung thu`."""
    if talk.words and (found := _meant(talk)):
        return await _words(talk, found)
    year = _named_year(talk) or await _usual_year(talk)
    return texts.occasions.which_words(year, _coming(talk, year))


def _meant(talk: Talk) -> Dated | None:
    said = words.fold(talk.words)
    for year in _open_years(talk):
        for one in _coming(talk, year):
            date = f"{one.day.day} {one.day.month}"
            if said == date or (len(said) > 3 and said in words.fold(one.occasion.name)):
                return one
    return None


async def show_words(talk: Talk) -> Reply:
    found = _dated(talk)
    return await _words(talk, found) if found else texts.common.stale()


async def _words(talk: Talk, dated: Dated) -> Reply:
    name = (await talk.work.unions.profile()).name
    later = [one for one in _coming(talk, dated.day.year) if one.day > dated.day]
    return texts.occasions.words(dated, name, talk.member, later[0] if later else None)


COMMANDS = (
    Command(
        "ngayle",
        MEMBER,
        show,
        texts.help.ABOUT["ngayle"],
        aliases=("occasions",),
        phrases=(
            "ngay le",
            "lich ngay le",
            "cac ngay le",
            "ngay le nam nay",
            "ngay le sap toi",
            "duyet ngay le",
        ),
        reads_only=True,
    ),
    Command(
        "xemthu",
        REPORTER,
        which_words,
        texts.help.ABOUT["xemthu"],
        aliases=("preview",),
        phrases=("xem thu loi chuc", "xem loi chuc", "xem loi chuc ngay le"),
        reads_only=True,
    ),
)
BUTTONS = (
    Button("occasion.year", MEMBER, show, reads_only=True),
    Button("occasion.approve", CHAIR, approve),
    Button("occasion.pick", CHAIR, pick, reads_only=True),
    Button("occasion.keep", CHAIR, keep),
    Button("occasion.texts", REPORTER, which_words, reads_only=True),
    Button("occasion.text", REPORTER, show_words, reads_only=True),
)
