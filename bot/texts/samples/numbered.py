"""Samples of what stands around choices and files where there are no buttons."""

from typing import Any

SAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "numbered.reply_with": [
        (["Duyệt", "Chưa", "Hỏi thêm"], 27),
        (["Đã nhận"], 27),
        (["6 tháng", "10 tháng"], 0),
    ],
    "numbered.file_at": [("https://cd.vn/f/0a1b", "7302"), ("https://cd.vn/f/0a1b", "")],
}
