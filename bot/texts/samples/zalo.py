"""Samples of what belongs to having two platforms: one's accounts, files, places, the quota."""

from typing import Any

from bot.texts.samples.people import AN, CHI, NOW, WAYS
from storage.devices import Device

HERE = Device(1, 11, "zalo", "Bot Công đoàn Sao Biển", False, False, NOW)
THERE = Device(2, 12, "telegram", "congdoan_bot", False, False, NOW)
CHOSEN = Device(2, 12, "telegram", "congdoan_bot", True, False, NOW)
SECOND = Device(3, 13, "zalo", "Bot Công đoàn Sao Biển 2", False, True, NOW)

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "devices.mine": [
        (AN, [HERE], 1),
        (AN, [HERE, THERE], 1),
        (CHI, [CHOSEN, HERE, SECOND], 1),
        (AN, [], 1),
    ],
    "devices.changed": [(AN, [CHOSEN, HERE], 1)],
    "devices.code": [(AN, "482106", NOW, WAYS)],
    "quota.nearly_used": [("Bot Công đoàn Sao Biển", 2412, 3000)],
    "quota.places": [("Bot Công đoàn Sao Biển", 45, 2), ("Bot Công đoàn Sao Biển", 50, 0)],
    "groups.by_hand": [(True,), (False,)],
    "groups.copy_this": [()],
    "uploads.page": [("https://congdoan.example.vn/u/0a1b2c", "0417")],
    "uploads.send_it_here": [()],
    "uploads.no_page": [()],
}
