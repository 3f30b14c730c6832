"""What the union did in the half year: its committee met, titles were sought, days were kept."""

from dataclasses import dataclass
from datetime import date, time
from functools import partial

from sandbox.past import BICH, CHI, NAMES, Deed, Past
from storage.work import Work
from union.calendar import moment
from union.consents import Answer, Purpose
from union.meetings import Kind, State
from union.rights import Role
from union.titles import Outcome

MAI, PHUC, SON, HANH = "Đặng Thị Mai", "Trần Văn Phúc", "Nguyễn Văn Sơn", "Nguyễn Thị Hạnh"
COMMITTEE = (CHI, SON, BICH, MAI, PHUC)
SEATS = ((SON, Role.DEPUTY), (MAI, Role.COMMITTEE), (PHUC, Role.COMMITTEE), (HANH, Role.WOMEN))
WISHES = {
    "Trần Văn An": Answer.GROUP, BICH: Answer.PRIVATE, CHI: Answer.GROUP,
    "Phạm Văn Dũng": Answer.GROUP, "Vũ Thị Giang": Answer.PRIVATE,
}  # fmt: skip
LAST_YEAR, THIS_YEAR = 2025, 2026
SOUGHT_LAST_YEAR = NAMES[::3] + NAMES[1::3]
DECISION, DECIDED_ON = "12/QĐ-CĐCS", date(2026, 1, 15)


async def seats(past: Past, work: Work) -> None:
    """The rest of the committee, and the women's; none of them is in the chat yet."""
    for name, role in SEATS:
        await work.seats.give(past.id(name), role)
        work.log.add("seat.given", f"member {past.id(name)}", None, chức_vụ=role.value, ai=name)


async def wishes(past: Past, work: Work) -> None:
    """How the birthdays of those in the chat may be greeted."""
    for name, answer in WISHES.items():
        await work.consents.record(past.id(name), Purpose.BIRTHDAY, answer)
        work.log.add("consent.given", f"member {past.id(name)}", past.id(name))


async def occasions(past: Past, work: Work) -> None:
    await work.occasions.approve(await work.occasions.year(THIS_YEAR), past.id(CHI))
    work.log.add("occasions.approved", f"year {THIS_YEAR}", past.id(CHI))


# --- meetings ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting of the committee: when it was called and held, about what, who was away."""

    called: date
    on: date
    kind: Kind
    agenda: str
    away: tuple[str, ...] = ()
    hour: time = time(14)


HELD = (
    Met(date(2026, 6, 3), date(2026, 6, 11), Kind.REGULAR, "Thu chi quý II; quà 1/6; ngày 28/7"),
    Met(
        date(2026, 8, 4), date(2026, 8, 6), Kind.ADHOC, "Thăm hỏi gia đình đoàn viên mùa bão",
        (PHUC,), time(16),
    ),
    Met(
        date(2026, 9, 1), date(2026, 9, 10), Kind.REGULAR, "Thu chi quý III; Trung thu; ngày 20/10",
        (SON,),
    ),
)  # fmt: skip
COMING = Met(
    date(2026, 11, 19), date(2026, 12, 10), Kind.REGULAR,
    "Thu chi quý IV; kết quả thi đua năm; quà Tết",
)  # fmt: skip
HAS_ANSWERED = {CHI: "yes", SON: "yes", MAI: "no"}


async def call(met: Met, past: Past, work: Work) -> None:
    """Confirmed by the chair; the whole committee is invited."""
    starts_at = moment(met.on, met.hour)
    made = await work.meetings.add(
        met.kind, met.on.year, (met.on.month - 1) // 3 + 1, starts_at=starts_at,
        place=work.meetings.rhythm().place, agenda=met.agenda, state=State.CONFIRMED.value,
        made_by=past.id(CHI), confirmed_by=past.id(CHI), confirmed_at=work.now,
    )  # fmt: skip
    await work.meetings.invite(made, await work.meetings.committee(starts_at))
    work.log.add("meeting.called", f"meeting {made}", past.id(CHI))


async def answered(met: Met, answers: dict[str, str], past: Past, work: Work) -> None:
    (meeting,) = [one for one in await work.meetings.open() if one.day == met.on]
    for name, answer in answers.items():
        reason = "đi công tác" if answer == "no" else ""
        await work.meetings.note(
            meeting.id, [past.id(name)], answer=answer, reason=reason, answered_at=work.now
        )
        work.log.add(f"meeting.{answer}", f"meeting {meeting.id}", past.id(name))


async def held(met: Met, past: Past, work: Work) -> None:
    """The roll was taken the next morning."""
    (meeting,) = [one for one in await work.meetings.open() if one.day == met.on]
    here = [past.id(name) for name in COMMITTEE if name not in met.away]
    await work.meetings.note(meeting.id, here, present=True)
    await work.meetings.note(meeting.id, [past.id(name) for name in met.away], present=False)
    await work.meetings.change(meeting, state=State.HELD.value)
    came = f"{len(here)}/{len(COMMITTEE)}"
    work.log.add("meeting.held", f"meeting {meeting.id}", past.id(CHI), có_mặt=came)


def _meetings() -> list[tuple[date, Deed]]:
    found: list[tuple[date, Deed]] = []
    for met in HELD:
        said = {name: "no" if name in met.away else "yes" for name in COMMITTEE}
        found.append((met.called, partial(call, met)))
        found.append((met.called.replace(day=met.called.day + 1), partial(answered, met, said)))
        found.append((met.on.replace(day=met.on.day + 1), partial(held, met)))
    found.append((COMING.called, partial(call, COMING)))
    return [*found, (date(2026, 11, 20), partial(answered, COMING, HAS_ANSWERED))]


# --- titles -----------------------------------------------------------------------------------


async def last_years_round(past: Past, work: Work) -> None:
    """Copied from paper, with its results: two thirds reached what they sought."""
    opens, closes = date(LAST_YEAR, 1, 2), date(LAST_YEAR, 3, 31)
    round_id = await work.titles.set_round(LAST_YEAR, opens, closes, past.id(CHI))
    for name in SOUGHT_LAST_YEAR:
        await work.titles.register(round_id, past.id(name), _sought(NAMES.index(name)))
    for one in await work.titles.of_year(LAST_YEAR):
        place = NAMES.index(one.member.name)
        missed = place % 10 == 7 or (one.title == "cstd" and place % 3 == 0)
        outcome = Outcome.MISSED if missed else Outcome.ACHIEVED
        paper = ("", None) if missed else (DECISION, DECIDED_ON)
        await work.titles.decide(one.id, outcome, *paper)
    await work.titles.close_round(round_id)
    work.log.add("round.opened", f"round {round_id} {LAST_YEAR}", past.id(CHI))
    work.log.add("title.decided", f"round {LAST_YEAR}", past.id(CHI), quyết_định=DECISION)


def _sought(place: int) -> list[str]:
    return ["ldtt", "cstd"] if place % 5 == 1 else ["ldtt"]


async def round_opened(past: Past, work: Work) -> None:
    closes = date(THIS_YEAR, 12, 15)
    round_id = await work.titles.set_round(THIS_YEAR, work.today, closes, past.id(CHI))
    work.log.add("round.opened", f"round {round_id} {THIS_YEAR}", past.id(CHI))


async def registered(names: tuple[str, ...], past: Past, work: Work) -> None:
    (round_,) = [one for one in await work.titles.rounds() if one.year == THIS_YEAR]
    for name in names:
        sought = _sought(NAMES.index(name))
        await work.titles.register(round_.id, past.id(name), sought)
        told = {"danh_hiệu": ", ".join(sought)}
        work.log.add("title.registered", f"round {round_.id}", past.id(name), **told)


def deeds() -> list[tuple[date, Deed]]:
    first, opened = date(2026, 6, 1), date(2026, 11, 2)
    return [
        (first, seats),
        (first, wishes),
        (first, occasions),
        (date(2026, 6, 2), last_years_round),
        *_meetings(),
        (opened, round_opened),
        (date(2026, 11, 4), partial(registered, NAMES[1:3])),
        (date(2026, 11, 9), partial(registered, NAMES[5:14])),
        (date(2026, 11, 18), partial(registered, NAMES[31:38])),
    ]
