"""What a person can do here, by what they may."""

from bot.said import Choice, Reply, rows


def help(lines: list[tuple[str, str]], choices: list[tuple[str, str]]) -> Reply:
    """`lines` are (command, what it does); `choices` are (label, button data)."""
    listed = "\n".join(f"/{name}: {about}" for name, about in lines)
    text = f"Anh/chị cứ nhắn như nhắn người quen, không cần dấu. Hoặc gõ:\n{listed}"
    return Reply(text, rows(*(Choice(label, data) for label, data in choices)))


ABOUT = {
    "start": "bắt đầu",
    "dangky": "xin vào công đoàn",
    "nhapma": "nhập mã 6 số",
    "toi": "thông tin của tôi",
    "riengtu": "quyền riêng tư",
    "baocao": "báo cáo",
    "duyet": "việc đang chờ tôi duyệt",
    "chua": "chưa đồng ý một đề nghị",
    "hoi": "hỏi thêm về một đề nghị",
    "ma": "cấp mã vào Bot",
    "chucvu": "ai phụ trách việc gì",
    "nhom": "nối nhóm công đoàn",
    "noinhom": "nối nhóm này bằng mã",
    "tinhtrang": "ghi ai vắng, nghỉ, chuyển đi hoặc đã mất",
    "sinhnhat": "sinh nhật trong tháng",
    "tamdung": "tạm dừng lời chúc khi có tang",
    "tieptuc": "cho lời chúc trở lại",
    "chinhthuc": "cho Bot hoạt động chính thức",
    "nhatky": "nhật ký ai làm gì",
    "congdoan": "chọn công đoàn",
    "sua": "sửa thông tin của tôi",
    "trogiup": "trợ giúp",
    "huy": "dừng việc đang dở",
}

# What a command is called on a button, and the button that does it.
SHORTCUTS = {
    "toi": ("Thông tin của tôi", "me"),
    "sua": ("Sửa thông tin", "me.fix"),
    "riengtu": ("Quyền riêng tư", "privacy"),
    "dangky": ("Xin vào công đoàn", "join.ask"),
    "nhapma": ("Tôi có mã", "join.code"),
    "chucvu": ("Ai phụ trách việc gì", "seat.list"),
    "duyet": ("Việc chờ duyệt", "case.list"),
    "ma": ("Cấp mã vào Bot", "code.issue"),
    "baocao": ("Báo cáo đoàn viên", "report.members"),
    "tinhtrang": ("Ghi tình trạng đoàn viên", "member.state"),
    "sinhnhat": ("Sinh nhật trong tháng", "birthday.month"),
    "tamdung": ("Tạm dừng lời chúc", "pause"),
    "tieptuc": ("Cho lời chúc trở lại", "pause.end"),
    "nhom": ("Nối nhóm công đoàn", "group.how"),
    "nhatky": ("Nhật ký", "log.before"),
    "chinhthuc": ("Cho Bot hoạt động chính thức", "union.ask"),
    "trogiup": ("Trợ giúp", "help"),
}

IN_GROUPS = {"trogiup": "mở khung chat riêng với Bot"}
GROUP_LINK = "nối nhóm"  # what a code was for, in the log
