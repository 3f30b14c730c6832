"""Emulation for officers: opening and closing a round, who registered, registering for another."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts.common import HOME
from bot.texts.titles import TITLES
from bot.texts.wording import called, capital, day, days, listed, team
from union import names
from union.members import Member
from union.titles import Figures, Round, Share, Title

MOST_NAMES = 80


def which_days(usual: tuple[date, date]) -> Reply:
    text = (
        "Đợt đăng ký thi đua từ ngày nào đến ngày nào? Anh/chị chọn ngày thường lệ, hoặc gõ, "
        "ví dụ: 1/1/2027 đến 31/3/2027."
    )
    label = f"{day(usual[0])} – {day(usual[1])}"
    return Reply(text, rows(Choice(label, tapped("modot", "days", "usual"))))


def which_year(year: int) -> Reply:
    choices = [Choice(f"Năm {one}", tapped("modot", "year", str(one))) for one in (year, year + 1)]
    return Reply("Đợt này đăng ký danh hiệu của năm nào?", rows(*choices))


def confirm_open(round_: Round, before: Round | None) -> Reply:
    if before is None:
        text = (
            f"Mở đợt đăng ký thi đua năm {round_.year}, {days(round_.opens_on, round_.closes_on)}?"
        )
    else:
        text = (
            f"Năm {round_.year} đã có đợt đăng ký {days(before.opens_on, before.closes_on)}. "
            f"Đổi thành {days(round_.opens_on, round_.closes_on)}? "
            "Những đăng ký đã có được giữ nguyên."
        )
    choices = rows(
        Choice("Đúng", tapped("modot", "sure", "yes")),
        Choice("Thôi", tapped("modot", "sure", "no")),
    )
    return Reply(text, choices)


def opened(round_: Round, today: date, groups: int) -> Reply:
    text = f"Đợt đăng ký thi đua năm {round_.year} mở {days(round_.opens_on, round_.closes_on)}."
    when = "Công đoàn báo" if round_.opens_on <= today else "Đến ngày mở, Công đoàn báo"
    if groups:
        text += f" {when} trong nhóm, và nhắc riêng một lần những ai chưa đăng ký trước khi khép."
    else:
        text += (
            " Chưa có nhóm nào nối với Bot nên Công đoàn chỉ nhắc riêng một lần trước khi khép; "
            "gõ /nhom để nối nhóm."
        )
    return Reply(text, rows(TITLES, HOME))


def confirm_close(round_: Round) -> Reply:
    text = (
        f"Khép đợt đăng ký thi đua năm {round_.year} ngay bây giờ? "
        f"Để yên thì đợt tự khép sau ngày {day(round_.closes_on)}."
    )
    choices = rows(
        Choice("Khép ngay", tapped("khepdot", "sure", "yes")),
        Choice("Để yên", tapped("khepdot", "sure", "no")),
    )
    return Reply(text, choices)


def closed(round_: Round) -> Reply:
    text = f"Đã khép đợt đăng ký thi đua năm {round_.year}. Có kết quả, anh/chị chọn “Ghi kết quả”."
    choices = rows(
        Choice("Danh sách đăng ký", f"title.list:{round_.year}"),
        Choice("Ghi kết quả", f"title.result:{round_.year}"),
    )
    return Reply(text, choices)


# --- the list -------------------------------------------------------------------------------


def listing(
    year: int,
    of: int,
    figures: Sequence[Figures],
    people: Mapping[str, Sequence[Member]],
    shares: Mapping[str, Share],
    silent: Sequence[Member],
    before: int = 0,
) -> Reply:
    """By title with numbers and share.

    `of` is how many are on the books, `before` the year of the round before.
    """
    lines = [f"Đăng ký thi đua năm {year} ({of} đoàn viên):"]
    for one in figures:
        if one.registered.all:
            lines += _title(one, people.get(one.title.key, ()), shares.get(one.title.key))
    if len(lines) == 1:
        lines.append("Chưa có ai đăng ký.")
    if silent:
        lines.append(f"Chưa đăng ký danh hiệu nào ({len(silent)}): {_names(silent)}.")
    earlier = [Choice(f"Năm {before}", f"title.list:{before}")] if before else []
    write = Choice("Ghi kết quả", f"title.result:{year}")
    return Reply("\n".join(lines), rows(write, *earlier, TITLES))


def _title(one: Figures, people: Sequence[Member], share: Share | None) -> list[str]:
    counted = f"{one.registered.all} người, nữ {one.registered.women}"
    if one.achieved.all or one.missed.all:
        counted += f"; đạt {one.achieved.all}, nữ {one.achieved.women}"
        counted += f"; chưa đạt {one.missed.all}" if one.missed.all else ""
    lines = [f"• {one.title.name}: {counted}"]
    if share is not None:
        lines.append(_share(one, share))
    return [*lines, f"Gồm: {_names(people)}."] if people else lines


def _share(one: Figures, share: Share) -> str:
    had = one.achieved.all or one.registered.all
    text = f"Mức {share.percent}% của {share.base} người là {share.most}"
    return f"Lưu ý: {text}, hiện có {had}." if had > share.most else f"{text}."


def _names(people: Sequence[Member]) -> str:
    """Given names; the whole name and team where two are called alike."""
    called_alike = [names.given(one.name) for one in people]
    shown = [
        f"{one.name} ({team(one.team)})" if called_alike.count(short) > 1 else short
        for one, short in zip(people, called_alike, strict=True)
    ]
    more = len(shown) - MOST_NAMES
    return ", ".join(shown[:MOST_NAMES]) + (f" … và {more} người nữa" if more > 0 else "")


def closed_by_clock(listing_: Reply, year: int) -> Reply:
    """To who leads the union, the morning after the last day."""
    text = f"Đợt đăng ký thi đua năm {year} đã khép.\n{listing_.text}"
    return Reply(text, listing_.choices)


# --- registering for another ------------------------------------------------------------------


def for_whom(year: int) -> Reply:
    return Reply(f"Đăng ký thi đua năm {year} giúp ai? Anh/chị gõ tên, ví dụ: Lan tổ 3.")


def which_for(member: Member, titles: Sequence[Title]) -> Reply:
    choices = [Choice(one.short, tapped("dangkyho", "titles", one.key)) for one in titles]
    return Reply(f"Đăng ký danh hiệu nào cho {called(member)} ({member.name})?", rows(*choices))


def why_late(year: int) -> Reply:
    return Reply(
        f"Đợt năm {year} đã khép nên cần lý do ghi vào nhật ký. Anh/chị gõ lý do giúp, "
        "ví dụ: nghỉ thai sản trong đợt đăng ký."
    )


def confirm_for(member: Member, year: int, titles: Sequence[Title], reason: str) -> Reply:
    text = (
        f"Đăng ký {listed([title.name for title in titles])} năm {year} cho {called(member)} "
        f"({member.name}, {team(member.team)})?"
    )
    text += f" Lý do: {reason}." if reason else ""
    choices = rows(
        Choice("Đúng, đăng ký", tapped("dangkyho", "sure", "yes")),
        Choice("Thôi", tapped("dangkyho", "sure", "no")),
    )
    return Reply(text, choices)


def registered_for(member: Member, year: int, titles: Sequence[Title]) -> Reply:
    text = (
        f"Đã đăng ký {listed([title.name for title in titles])} năm {year} cho {called(member)}. "
        "Công đoàn báo riêng người ấy nếu đã vào Bot."
    )
    again = Choice("Đăng ký giúp người khác", "title.for")
    return Reply(text, rows(again, TITLES))


def registered_by(
    member: Member, year: int, titles: Sequence[Title], by: Member, reason: str
) -> Reply:
    """To the member somebody registered."""
    text = (
        f"{capital(called(by))} đã đăng ký giúp {called(member)} "
        f"{listed([title.name for title in titles])} năm {year}."
    )
    text += f" Lý do ghi kèm: {reason}." if reason else ""
    return Reply(text, rows(TITLES, HOME))
