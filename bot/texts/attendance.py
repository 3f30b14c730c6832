"""Who comes to a meeting: the invitation and its answers, the roll, the figures.

What is sent to the committee are templates it may reword (config/templates/vi/hop_*.txt).
"""

from datetime import date

from bot.said import Choice, Reply, rows
from bot.talk import tapped
from bot.texts import templates
from bot.texts.common import HOME
from bot.texts.meeting_words import (
    LIST,
    about,
    answers,
    changing,
    details,
    held_line,
    place,
    title,
    title_when,
    when,
)
from bot.texts.wording import called, capital, day
from union import names
from union.meetings import Attendance, Figures, Invited, Meeting, State, count, per_mille
from union.members import Member

NEW = Choice("Gọi họp", "meeting.new")
FIGURES = Choice("Dự họp năm nay", "meeting.figures")


def _filled(template: str, meeting: Meeting, member: Member) -> str:
    return templates.filled(
        template,
        người=called(member),
        cuộc_họp=title(meeting),
        Cuộc_họp=capital(title(meeting)),
        giờ=when(meeting),
        nơi=place(meeting),
        nội_dung=about(meeting.agenda),
    )


def invitation(meeting: Meeting, member: Member, moved: bool) -> Reply:
    text = _filled("hop_doi" if moved else "hop_moi", meeting, member)
    return Reply(f"{text}\n{capital(called(member))} dự được không ạ?", rows(*answers(meeting)))


def called_off(meeting: Meeting, member: Member) -> Reply:
    return Reply(_filled("hop_huy", meeting, member), rows(LIST))


def chase(meeting: Meeting, member: Member) -> Reply:
    text = (
        f"{capital(called(member))} ơi, {title_when(meeting)}, tại {place(meeting)}."
        f" Công đoàn chưa biết {called(member)} có dự được không, nhờ trả lời giúp để chuẩn bị."
    )
    return Reply(text, rows(*answers(meeting)))


def eve(meeting: Meeting, member: Member) -> Reply:
    text = f"Mai {called(member)} dự {title(meeting)}:\n{details(meeting, meeting.agenda)}"
    choices = rows(Choice("Tôi vắng", f"meeting.no:{meeting.id}:{meeting.version}"), LIST)
    return Reply(text, choices)


# --- answering ------------------------------------------------------------------------------


def coming(meeting: Meeting, member: Member) -> Reply:
    """The invitation stays readable below the answer."""
    text = (
        f"Đã ghi {called(member)} dự {title(meeting)}.\n{details(meeting, meeting.agenda)}\n"
        "Bận đột xuất thì chọn “Tôi vắng”, lúc nào cũng được."
    )
    return Reply(text, rows(answers(meeting)[1], LIST), edit=True, toast="Đã ghi.")


def ask_reason(meeting: Meeting, member: Member) -> Reply:
    text = (
        f"Đã ghi {called(member)} vắng {title_when(meeting)}. Tiện thì {called(member)} cho biết "
        "lý do, chỉ Ban Chấp hành đọc; không nêu cũng được."
    )
    choices = rows(
        Choice("Không nêu lý do", tapped("vanghop", "reason", "none")), answers(meeting)[0]
    )
    return Reply(text, choices)


def absent(meeting: Meeting, member: Member, reason: str) -> Reply:
    why = f" (“{reason}”)" if reason else ""
    text = f"Vâng, đã ghi {called(member)} vắng {title_when(meeting)}{why}."
    return Reply(text, rows(answers(meeting)[0], LIST), edit=True)


def none_to_come() -> Reply:
    return Reply("Hiện chưa có cuộc họp Ban Chấp hành nào sắp tới.", rows(LIST, HOME))


def begun(meeting: Meeting) -> Reply:
    text = f"{capital(title_when(meeting))} đã bắt đầu nên không trả lời ở đây nữa."
    return Reply(text, rows(LIST, HOME))


# --- the list and one meeting ---------------------------------------------------------------


def listed(lines: list[tuple[Meeting, list[Invited]]], may_call: bool) -> Reply:
    new = (NEW,) if may_call else ()
    if not lines:
        text = "Chưa có cuộc họp Ban Chấp hành nào được định."
        return Reply(text, rows(*new, FIGURES, HOME))
    said = [f"• {capital(title_when(one))}{_state(one, roll)}" for one, roll in lines]
    choices = [Choice(f"Xem {day(one.day)}", f"meeting.show:{one.id}") for one, _ in lines[:6]]
    text = "Họp Ban Chấp hành:\n" + "\n".join(said)
    return Reply(text, rows(*choices, *new, FIGURES))


def _state(meeting: Meeting, roll: list[Invited]) -> str:
    if meeting.state is State.PROPOSED:
        return " (mới đề xuất, chưa báo ai)"
    return f" ({_counted(roll)})"


def _counted(roll: list[Invited]) -> str:
    said = {word: sum(one.answer == word for one in roll) for word in ("yes", "no", None)}
    silent = f", chưa trả lời {said[None]}" if said[None] else ""
    return f"dự {said['yes']}, vắng {said['no']}{silent}"


def shown(meeting: Meeting, roll: list[Invited], begun: bool, may_call: bool) -> Reply:
    """One meeting with what each has answered; only the committee reads it."""
    lines = [f"{capital(title(meeting))}:", details(meeting, meeting.agenda)]
    for word, label in (("yes", "Dự"), ("no", "Vắng"), (None, "Chưa trả lời")):
        who = [_named(one) for one in roll if one.answer == word]
        lines += [f"{label} ({len(who)}): {', '.join(who)}"] if who else []
    choices = (Choice("Điểm danh", f"meeting.roll:{meeting.id}"),) if begun else answers(meeting)
    mine = changing(meeting)[begun:] if may_call else ()  # what has begun is not moved any more
    return Reply("\n".join(lines), rows(*choices, *mine, LIST))


def _named(one: Invited) -> str:
    return f"{one.name} (“{one.reason}”)" if one.reason and one.answer == "no" else one.name


def was_cancelled(meeting: Meeting) -> Reply:
    return Reply(f"{capital(title_when(meeting))} đã được hủy.", rows(LIST, HOME), edit=True)


# --- the roll -------------------------------------------------------------------------------


def not_begun(meeting: Meeting) -> Reply:
    text = f"{capital(title(meeting))} bắt đầu lúc {when(meeting)}; từ lúc ấy mới điểm danh."
    return Reply(text, rows(LIST, HOME))


def roll(meeting: Meeting, people: list[Invited]) -> Reply:
    """Each button says what a tap will write, so that two at once agree."""
    marks = [
        Choice(
            f"{_short(one, people)}: {'có mặt' if one.here else 'vắng'}",
            f"meeting.mark:{meeting.id}:{one.member_id}:{int(not one.here)}",
        )
        for one in people
    ]
    text = (
        f"Điểm danh {title_when(meeting)}.\nCó mặt {count(people)}/{len(people)}. "
        "Ai chưa đúng thì chọn tên, rồi chọn “Xong”."
    )
    done = (
        Choice("Đủ mặt", f"meeting.all:{meeting.id}"),
        Choice("Xong", f"meeting.held:{meeting.id}"),
    )
    return Reply(text, rows(*marks, wide=2) + rows(*done), edit=True)


def _short(one: Invited, people: list[Invited]) -> str:
    """The given name; the whole one where two share it."""
    given = names.given(one.name)
    same = sum(names.given(other.name) == given for other in people)
    return given if same == 1 else one.name[-30:]


def nobody(meeting: Meeting) -> Reply:
    text = f"Chưa ghi ai có mặt ở {title_when(meeting)}. Anh/chị chọn giúp:"
    choices = rows(
        Choice("Đủ mặt", f"meeting.all:{meeting.id}"),
        Choice("Điểm danh lại", f"meeting.roll:{meeting.id}"),
        Choice("Không họp được", f"meeting.cancel:{meeting.id}"),
    )
    return Reply(text, choices)


def held(meeting: Meeting, people: list[Invited], quorate: bool, may_correct: bool) -> Reply:
    here, all_ = count(people), len(people)
    text = f"Đã ghi {title_when(meeting)}: có mặt {here}/{all_} ({_share(here, all_)})."
    away = [
        f"{one.name} (“{one.reason}”)" if one.reason else one.name for one in people if not one.here
    ]
    text += f"\nVắng: {', '.join(away)}." if away else ""
    text += "" if quorate else "\nLưu ý: chưa đủ số người để hội nghị có giá trị theo Điều lệ."
    correct = (Choice("Sửa điểm danh", f"meeting.roll:{meeting.id}"),) if may_correct else ()
    return Reply(text, rows(*correct, LIST, FIGURES), edit=True)


def roll_wanted(meeting: Meeting, people: list[Invited], member: Member) -> Reply:
    """After the meeting, to who calls them."""
    asked = roll(meeting, people)
    return Reply(f"{capital(called(member))} điểm danh giúp.\n{asked.text}", asked.choices)


# --- figures --------------------------------------------------------------------------------


def year(first: date, last: date, figures: Figures, people: list[Attendance]) -> Reply:
    text = f"Từ {day(first)} đến {day(last)}:\n{held_line(figures)}."
    if figures.regular:
        text += f"\nThường kỳ đúng trong quý: {figures.on_time}/{figures.regular}."
    if figures.invited:
        share = _share(figures.present, figures.invited)
        text += f"\nDự họp: {figures.present}/{figures.invited} lượt ({share})."
        text += f"\nTrả lời giấy mời: {figures.answered}/{figures.invited} lượt."
    text += "".join(
        f"\n• {one.name}: {one.present}/{one.invited} ({_share(one.present, one.invited)})"
        for one in people
    )
    return Reply(text, rows(LIST, HOME))


def _share(part: int, whole: int) -> str:
    """“95,2 %”"""
    tenths = per_mille(part, whole)
    if tenths is None:
        return "chưa có"
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
