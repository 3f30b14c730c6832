"""Why a title is not registered now, and what to do instead."""

from collections.abc import Callable
from typing import Any

from union.dates import day_text
from union.refusals import Reason

Facts = dict[str, Any]


def _no_round(facts: Facts) -> str:
    return (
        "Công đoàn chưa mở đợt đăng ký thi đua. Có đợt mới Công đoàn báo trong nhóm; "
        f"cần biết thêm, anh/chị hỏi {facts['ask'] or 'cán bộ công đoàn'} nhé."
    )


def _round_not_yet(facts: Facts) -> str:
    on = day_text(facts["on"])
    return f"Đợt đăng ký thi đua năm {facts['year']} mở từ {on}. Đến ngày đó anh/chị nhắn lại nhé."


def _round_closed(facts: Facts) -> str:
    on = f" ngày {day_text(facts['on'])}" if facts["on"] else ""
    return (
        f"Đợt đăng ký thi đua năm {facts['year']} đã khép{on}. Cần thêm hay bớt, "
        f"anh/chị nhắn {facts['ask'] or 'cán bộ công đoàn'} giúp; cán bộ ghi bổ sung được, "
        "kèm lý do."
    )


def _round_still_open(facts: Facts) -> str:
    return (
        f"Đợt đăng ký thi đua năm {facts['year']} còn mở đến {day_text(facts['on'])} nên chưa ghi "
        "kết quả. Anh/chị khép đợt trước, hoặc ghi sau ngày đó nhé."
    )


def _bad_window(facts: Facts) -> str:
    return (
        "Ngày khép phải từ hôm nay trở đi, sau ngày mở và không quá một năm. "
        "Anh/chị gõ lại giúp, ví dụ: 1/1/2027 đến 31/3/2027."
    )


def _title_not_for(facts: Facts) -> str:
    who = {"women": "nữ", "men": "nam"}.get(facts["who"], "")
    text = f"Danh hiệu “{facts['title']}” dành cho đoàn viên {who}."
    if facts["unknown"]:
        text += " Hồ sơ chưa ghi giới tính: anh/chị gõ /sua để bổ sung rồi đăng ký nhé."
    return text


def _not_registered(facts: Facts) -> str:
    return f"Chưa có đăng ký {facts['title']} nên không có gì để rút."


REFUSED: dict[Reason, Callable[[Facts], str]] = {
    Reason.NO_ROUND: _no_round,
    Reason.ROUND_NOT_YET: _round_not_yet,
    Reason.ROUND_CLOSED: _round_closed,
    Reason.ROUND_STILL_OPEN: _round_still_open,
    Reason.BAD_WINDOW: _bad_window,
    Reason.TITLE_NOT_FOR: _title_not_for,
    Reason.NOT_REGISTERED: _not_registered,
}
