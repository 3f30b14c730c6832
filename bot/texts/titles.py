"""Emulation for members: the round, signing up, withdrawing, what one reached in other years."""

from collections.abc import Sequence
from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts import templates
from bot.texts.common import HOME
from bot.texts.wording import called, capital, day, days, listed, outcome_of
from union.members import Member
from union.titles import Outcome, Round, Title, is_open, is_over

TITLES = Choice("Thi đua", "title.home")
PAST = Choice("Các năm trước", "title.past")
MOST = 6  # choices under one message; the others stand behind “Thêm”
_SHORTLY = {None: "", Outcome.ACHIEVED: ": đạt", Outcome.MISSED: ": chưa đạt"}
Past = tuple[int, str, Outcome | None, str, date | None]  # year, title, outcome, decision


def _state(round_: Round, today: date) -> str:
    if is_open(round_, today):
        return f"Thi đua năm {round_.year}: đang đăng ký, đến hết {day(round_.closes_on)}."
    if is_over(round_, today):
        return f"Thi đua năm {round_.year}: đợt đăng ký đã khép."
    return f"Thi đua năm {round_.year}: đăng ký {days(round_.opens_on, round_.closes_on)}."


def home(
    member: Member,
    round_: Round | None,
    today: date,
    mine: Sequence[tuple[Title, Outcome | None]],
    free: Sequence[Title],
    more: bool,
    officer: bool,
    reporter: bool,
) -> Reply:
    """Where the round stands, what one has, what one may do next; `more`: what had no room."""
    lines = [_state(round_, today) if round_ else "Công đoàn chưa mở đợt đăng ký thi đua nào."]
    open_ = round_ is not None and is_open(round_, today)
    if round_ is not None:
        if mine:
            lines.append(f"{capital(called(member))} đã đăng ký:")
            lines += [f"• {title.name}{_SHORTLY[outcome]}" for title, outcome in mine]
        elif open_:
            lines.append(f"{capital(called(member))} chưa đăng ký danh hiệu nào.")
    own = []
    if open_:
        own += [Choice(f"Đăng ký {title.short}", f"title.join:{title.key}") for title in free]
        own += [Choice(f"Rút {title.short}", f"title.drop:{title.key}") for title, _ in mine]
    first, later = _official(round_, today, officer, reporter)
    choices = [*first, *own] if officer else [*own, *first]
    choices += [*later, PAST, HOME]
    if more:
        return Reply("Thi đua, còn các việc:", rows(*choices[MOST - 1 :]))
    if len(choices) > MOST:
        choices = [*choices[: MOST - 1], Choice("Thêm", "title.more")]
    return Reply("\n".join(lines), rows(*choices))


def _official(
    round_: Round | None, today: date, officer: bool, reporter: bool
) -> tuple[list[Choice], list[Choice]]:
    """What an officer does every week of a round, and what once a year."""
    first, later = [], []
    if round_ is not None and reporter:
        first.append(Choice("Danh sách đăng ký", f"title.list:{round_.year}"))
    if officer:
        if round_ is not None and today >= round_.opens_on:
            first.append(Choice("Đăng ký giúp một người", "title.for"))
        first.append(Choice("Ghi kết quả", "title.result"))
        if round_ is not None and is_open(round_, today):
            later.append(Choice("Khép đợt đăng ký", f"title.close:{round_.id}"))
        later.append(Choice("Mở hoặc đổi ngày đợt đăng ký", "title.open"))
    return first, later


def which(free: Sequence[Title]) -> Reply:
    choices = [Choice(one.short, tapped("thidua", "titles", one.key)) for one in free]
    text = "Anh/chị đăng ký danh hiệu nào? Gõ được nhiều danh hiệu, ví dụ: LĐTT và CSTĐ cơ sở."
    return Reply(text, rows(*choices))


def confirm(
    member: Member, year: int, titles: Sequence[Title], added: Sequence[Title], short_of: int
) -> Reply:
    """`added` came along because another needs them; `short_of` years are not in our book."""
    lines = [f"{capital(called(member))} đăng ký thi đua năm {year}:"]
    for title in titles:
        also = " (kèm theo: cần có để xét danh hiệu cao hơn)" if title in added else ""
        lines.append(f"• {title.name}{also}")
        if title.condition:
            lines.append(f"Điều kiện: {title.condition}.")
    if short_of:
        lines.append(
            f"Sổ của Bot chưa thấy đủ số năm liên tục, còn thiếu {short_of} năm; cán bộ sẽ xem lại."
        )
    choices = rows(
        Choice("Đúng, đăng ký", tapped("thidua", "sure", "yes")),
        Choice("Thôi", tapped("thidua", "sure", "no")),
    )
    return Reply("\n".join(lines), choices)


def registered(member: Member, round_: Round, titles: Sequence[Title]) -> Reply:
    who = called(member)
    text = (
        f"Đã ghi {who} đăng ký {listed([title.name for title in titles])} năm {round_.year}. "
        f"Đổi ý, {who} rút được đến hết {day(round_.closes_on)}."
    )
    return Reply(text, rows(TITLES, HOME))


def already(member: Member, round_: Round, titles: Sequence[Title]) -> Reply:
    text = (
        f"{capital(called(member))} đã đăng ký {listed([title.name for title in titles])} "
        f"năm {round_.year} rồi, không phải làm gì thêm."
    )
    return Reply(text, rows(TITLES, HOME))


def unchanged() -> Reply:
    return Reply("Vâng, chưa thay đổi gì.", rows(TITLES, HOME))


def confirm_drop(member: Member, year: int, titles: Sequence[Title]) -> Reply:
    """The first is what was asked for; the others need it."""
    text = f"{capital(called(member))} rút đăng ký {titles[0].name} năm {year}?"
    if len(titles) > 1:
        others = listed([title.name for title in titles[1:]])
        text += f" {others} cần danh hiệu này nên cũng rút theo."
    choices = rows(
        Choice("Đúng, rút", tapped("rutthidua", "sure", "yes")),
        Choice("Thôi", tapped("rutthidua", "sure", "no")),
    )
    return Reply(text, choices)


def dropped(member: Member, round_: Round, titles: Sequence[Title]) -> Reply:
    text = (
        f"Đã rút {listed([title.name for title in titles])} năm {round_.year} của "
        f"{called(member)}. Đăng ký lại được đến hết {day(round_.closes_on)}."
    )
    return Reply(text, rows(TITLES, HOME))


# --- other years ----------------------------------------------------------------------------


def past(member: Member, found: Sequence[Past], year: int = 0) -> Reply:
    """Newest first; `year` when only that one was asked for."""
    if not found:
        when = f"Năm {year}, sổ của Bot" if year else "Sổ của Bot"
        text = f"{when} chưa ghi danh hiệu nào của {called(member)}."
        return Reply(text, rows(*([PAST] if year else []), TITLES))
    lines = [f"Thi đua của {called(member)}:"]
    lines += [f"• {one[0]}: {one[1]}, {outcome_of(*one[2:])}" for one in found]
    return Reply("\n".join(lines), rows(*([PAST] if year else []), TITLES, HOME))


# --- what the bot starts itself -------------------------------------------------------------


def opened_in_group(round_: Round, titles: Sequence[Title]) -> Reply:
    text = templates.filled(
        "thi_dua_mo",
        năm=str(round_.year),
        hết_ngày=day(round_.closes_on),
        danh_hiệu="\n".join(f"• {title.name}" for title in titles),
    )
    return Reply(text)


def remind(member: Member, round_: Round, free: Sequence[Title]) -> Reply:
    text = templates.filled(
        "thi_dua_nhac",
        người=called(member),
        Người=capital(called(member)),
        năm=str(round_.year),
        hết_ngày=day(round_.closes_on),
    )
    choices = [Choice(f"Đăng ký {title.short}", f"title.join:{title.key}") for title in free]
    return Reply(text, rows(*choices, TITLES))
