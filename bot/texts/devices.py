"""One's own telephones and platforms."""

from collections.abc import Sequence
from datetime import datetime

from bot.said import Choice, Reply, rows
from bot.texts.common import HOME
from bot.texts.wording import PLATFORMS, at, called, capital, spaced_code, ways_in, you
from storage.devices import Device
from union.bots import Ways
from union.members import Member

LIST = Choice("Máy và ứng dụng của tôi", "device.list")


def mine(member: Member, devices: Sequence[Device], here: int) -> Reply:
    lines = [f"• {_name(one)}{_marks(one, here)}" for one in devices]
    text = (
        f"{capital(called(member))} đang dùng Bot ở {len(devices)} nơi:\n" + "\n".join(lines)
        if len(devices) > 1
        else f"{capital(called(member))} đang dùng Bot ở một nơi: {_name(devices[0])}."
        if devices
        else f"{capital(called(member))} chưa dùng Bot ở nơi nào khác."
    )
    return Reply(f"{text}\n{_written_to(member, devices)}", rows(*_choices(devices, here)))


def changed(member: Member, devices: Sequence[Device], here: int) -> Reply:
    shown = mine(member, devices, here)
    return Reply(f"Vâng, Công đoàn đã ghi.\n{shown.text}", shown.choices)


def code(member: Member, code: str, until: datetime, ways: Ways) -> Reply:
    text = (
        f"Mã thêm máy của {called(member)}: {spaced_code(code)}, dùng một lần, đến {at(until)}.\n"
        f"Trên máy hoặc ứng dụng kia, {you(member)} mở Bot rồi gõ mã này. "
        f"Ai có mã là vào được bằng tên {you(member)}, nên đừng gửi cho ai."
    )
    return Reply(text + ways_in(ways), rows(LIST, HOME))


def _written_to(member: Member, devices: Sequence[Device]) -> str:
    chosen = next((one for one in devices if one.chosen), None)
    if chosen is None:
        return f"Công đoàn nhắn {you(member)} ở nơi vừa dùng gần nhất."
    return f"Công đoàn nhắn {you(member)} ở {_name(chosen)}."


def _name(one: Device) -> str:
    platform = PLATFORMS[one.platform]
    return f"{platform} ({one.bot})" if one.platform == "zalo" and one.bot else platform


def _marks(one: Device, here: int) -> str:
    marks = [word for word, so in (("đang ở đây", one.account_id == here),
                                   ("không nhắn được nữa", one.blocked)) if so]  # fmt: skip
    return f": {', '.join(marks)}" if marks else ""


def _choices(devices: Sequence[Device], here: int) -> list[Choice]:
    made = [Choice("Lấy mã thêm máy", "device.code")]
    if len(devices) < 2:
        return [*made, HOME]
    numbers = range(1, len(devices) + 1)
    for number, one in zip(numbers, devices, strict=True):
        if not one.chosen and not one.blocked:
            made.append(Choice(f"Nhắn tôi ở {_short(one, devices, number)}",
                               f"device.choose:{one.account_id}"))  # fmt: skip
        if one.account_id != here:
            made.append(Choice(f"Gỡ {_short(one, devices, number)}",
                               f"device.drop:{one.account_id}"))  # fmt: skip
    if any(one.chosen for one in devices):
        made.append(Choice("Nhắn tôi ở nơi vừa dùng", "device.last"))
    return [*made, HOME]


def _short(one: Device, devices: Sequence[Device], number: int) -> str:
    """The platform, with its place in the list where there are two of it."""
    same = [other for other in devices if other.platform == one.platform]
    name = PLATFORMS[one.platform]
    return name if len(same) == 1 else f"{name}, nơi thứ {number}"
