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
