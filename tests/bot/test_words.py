"""What people type: whole sentences reach their command; words that mean two things only ask."""

import pytest

from bot.said import Said
from bot.subjects import book
from bot.talk import Talk
from bot.understand import Understanding
from sandbox.saobien import AN, CHI
from tests.bot.direct import Direct

UNDERSTANDING = Understanding(book())

SENTENCES = {
    "doanphi": ["đóng đoàn phí", "toi muon dong doan phi", "đoàn phí", "dong dp", "nộp đoàn phí ạ",
                "thang truoc toi dong chua", "tháng 10 em đóng chưa ạ", "đoàn phí năm 2026",
                "đoàn phí tháng trước", "tôi còn thiếu đoàn phí k", "lấy mã qr", "/dues"],
    "dachuyen": ["ck r nha", "đã chuyển", "em đã chuyển khoản rồi ạ", "chuyển khoản rồi nhé",
                 "da dong doan phi roi", "đã đóng đp rồi ạ"],
    "thu": ["thu tien mat Nga, Son 146.800, Phuc 100k", "Thu tiền mặt An", "/thu",
            "thu đoàn phí Nga 46.800"],
    "chuadong": ["còn ai chưa đóng đoàn phí", "ai chua dong doan phi", "nhung ai chua dong",
                 "còn những ai chưa đóng đp ạ", "có ai chưa đóng đoàn phí không", "/unpaid",
                 "danh sách chưa đóng đoàn phí", "ai chua nop dp thang nay", "ai chưa đóng vậy"],
    "lich": ["lich", "lịch", "Lịch của tôi", "cho em xem lịch ạ", "sắp tới có gì", "/lich"],
    "saoke": ["+146,800VND ND DP112026DV00469", "dán tin báo", "sao kê", "/saoke"],
    "mucdong": ["mức đóng An 46.800đ từ 12/2026", "muc dong An 46800", "mức đóng đoàn phí",
                "ai chưa có mức đóng"],
    "miendong": ["miễn đoàn phí An 11/2026 đến 2/2027", "mien doan phi cho An 11/2026"],
    "quy": ["quy con bao nhieu", "Quỹ còn bao nhiêu?", "quỹ tương trợ", "qtt còn bao nhiêu",
            "tham gia quỹ", "/quy", "/fund"],
    "vay": ["cho em vay 5tr sua nha tra 10 thang", "vay vốn", "em muốn vay tiền ạ", "vay 27",
            "vay số 27 nhé", "em xin vay 2 triệu rưỡi", "khoản vay của tôi", "em mượn 5 triệu",
            "/vay 5tr 10 tháng sửa nhà", "/loan"],
    "tra": ["trả nợ 500k", "tra truoc", "trả hết", "em trả 500k ạ", "tra vay", "/tra", "/repay"],
    "thuvay": ["thu vay 27 500k", "thu vay so 27 1tr5", "/thuvay 27 500k", "/collect"],
    "toi": [
        "thông tin của tôi", "THONG TIN CUA TOI", "thong tin cua toi a", "cho em xem thông tin",
        "Em muốn xem thông tin của tôi ạ", "hồ sơ của tôi", "/toi", "/me", "/TOI",
    ],
    "sua": ["sửa thông tin", "doi thong tin giup em", "sửa ngày sinh 12/3/1985", "/sua sdt",
            "chị ơi cho em đổi số điện thoại thành 0912 345 678 ạ"],
    "dangky": ["xin vào công đoàn", "Xin vao cong doan a", "em muon xin vao cong doan",
               "toi k co ma", "tôi ko có mã", "đăng ký dv", "gia nhập cđ"],
    "nhapma": ["482 106", "482106", "482-106", "tôi có mã", "toi co ma a"],
    "chucvu": ["chức vụ", "BCH", "ai phụ trách việc gì ạ"],
    "duyet": ["duyệt 27", "duyet 27 nhe", "Duyệt số 27", "việc chờ duyệt", "xem việc chờ giúp em"],
    "chua": ["chưa 27", "chua 27"],
    "hoi": ["hỏi 27", "hoi so 27"],
    "baocao": ["báo cáo", "bao cao dv", "có bn đoàn viên", "báo cáo đoàn viên ạ",
               "báo cáo tài chính quý 3", "bao cao nam", "cho em xem báo cáo quỹ tương trợ ạ",
               "báo cáo tài chính từ 1/1/2026 đến 31/3/2026 nhé", "/report thi dua"],
    "nhatky": ["nhật ký", "xem nhat ky giup chi"],
    "uyquyen": ["ủy quyền", "giao việc từ 1/12 đến 15/12 cho Hạnh", "/delegate",
                "uy quyen cho Tu tu 1/12 den 15/12 nhe"],
    "giothe": ["giờ nhận thẻ", "gửi thẻ lúc 11:30 và 19:00", "/giothe ngay"],
    "nhapho": ["ghi giúp đoàn viên", "nhap ho", "/paper"],
    "aixem": ["ai xem đề nghị 27 của tôi", "ai da xem de nghi 27", "ai xem hồ sơ của tôi ạ",
              "ai xem vay 27 của em"],
    "themmay": ["thêm máy", "ma them may", "/themmay", "chuyển sang Zalo", "/devices"],
    "guitep": ["gửi tệp", "gui file a", "/guitep", "em muốn gửi tệp ạ"],
    "ma": ["cấp mã", "cap ma cho to"],
    "nhom": ["nối nhóm"],
    "sinhnhat": ["sinh nhật tháng này", "sn thang nay"],
    "ngayle": ["ngày lễ", "lich ngay le", "Các ngày lễ", "ngày lễ năm nay", "/ngayle 2027"],
    "xemthu": ["xem thử lời chúc", "xem loi chuc", "/xemthu 8/3"],
    "hop": ["họp BCH 14h thứ 5 10/12 tại phòng họp, bàn Tết", "hop bch 8h30 sang thu hai",
            "chị ơi cho em gọi họp ban chấp hành chiều mai 2h", "họp BCH", "lịch họp", "/hop",
            "họp BCH quý 4 14h thứ Năm 10/12", "/meeting"],
    "giuhop": ["giữ", "giu", "giữ lịch họp nhé"],
    "doihop": ["dời sang 14h thứ Năm tuần sau", "doi sang 14h thu nam tuan sau", "đổi lịch họp",
               "hoãn họp BCH sang 15h", "dời họp đến 17/12", "chuyển họp sang thứ sáu ạ"],
    "huyhop": ["hủy họp", "huy hop bch"],
    "duhop": ["có, tôi dự", "toi du hop", "dự họp ạ"],
    "vanghop": ["tôi vắng họp", "vắng họp vì con ốm", "xin vang hop bch do di cong tac"],
    "soquy": ["sổ quỹ", "xem so quy giup chi", "phiếu TC-PT-118", "xem tc-pc-3", "/soquy"],
    "chi": ["chi 500k thăm hỏi chị Lan", "tham chi Lan om 500k tien mat", "em ơi chi 2tr văn nghệ",
            "chi tham Lan 500k", "lập phiếu chi", "/chi 300k photo"],
    "thukhac": ["thu 2tr cấp trên cấp", "thu 500k ung ho", "thu khác"],
    "huyphieu": ["hủy phiếu", "huy phieu TC-PT-118", "hủy phiếu tc pt 118 giúp em"],
    "sodudau": ["số dư đầu kỳ"],
    "tamdung": ["tạm dừng lời chúc"],
    "tinhtrang": ["ghi tình trạng"],
    "tieptuc": ["cho lời chúc trở lại"],
    "thidua": ["thi đua", "đăng ký lao động tiên tiến", "em dang ky LĐTT với GVN-ĐVN ạ", "rút ldtt",
               "tôi muốn đăng ký chiến sĩ thi đua", "năm ngoái tôi đạt gì", "/thidua ldtt",
               "kết quả thi đua", "cho em đăng ký thi đua nhé"],
    "ketqua": ["kết quả LĐTT: An, Hạnh, Lan; QĐ 15/QĐ-CĐ ngày 20/12/2026", "ghi kết quả thi đua",
               "Kết quả CSTĐ năm 2026: An. QĐ 3 ngày 1/12/2026", "/ketqua"],
    "riengtu": ["riêng tư", "Đọc kỹ đã", "dữ liệu của tôi"],
    "trogiup": ["trợ giúp", "huong dan", "/help"],
    "congdoan": ["đổi công đoàn", "/union"],
    "huy": ["/huy", "hủy bỏ", "thoát"],
    "start": ["xin chào", "alo", "/start", "hi"],
    "chinhthuc": ["/chinhthuc", "/live"],
    "noinhom": ["/noinhom 123456"],
}  # fmt: skip
# Nothing of this may do anything: two readings, people's names, words inside other sentences.
ONLY_ASKS = [
    "thu tiền mặt khi nào vậy", "thu đoàn phí ở đâu ạ", "miễn đoàn phí cho ai",
    "tháng trước họp chưa", "thu hoạch xong rồi", "chuyển nhà rồi", "mức đóng bảo hiểm là gì nhỉ"
    " chị ơi", "DP112026DV00469", "tháng 10 con chị đóng học phí chưa",
    "chi oi cho em hoi", "vay ha", "the a", "dung", "300k thoi", "toi nay hop k", "em muon 5 trieu",
    "ban Mai", "dong y", "dong 10tr", "đồng y", "toi", "ma", "me", "sua", "chua", "hoi", "duyet di",
    "đăng ký LĐTT cho chị Lan", "không đăng ký LĐTT nữa", "kết quả LĐTT của tôi đâu rồi",
    "rút", "danh hiệu gì thế nhỉ",
    "tối nay họp BCH không", "họp BCH hôm qua vui không", "đợi sang thứ 5", "chuyển sang tổ 3",
    "nhà vắng họp lớp", "giữ xe ở đâu", "anh Khoa mat toi qua", "duyệt hết đi", "ngày mai họp",
    "mã số thuế của tôi", "đừng duyệt 1",
    "chưa duyệt 1 được", "nhà tôi có sinh nhật", "không xin vào công đoàn nữa", "1", "27", "có",
    "báo cáo với anh là em ốm", "em báo cáo nhầm",
    "giao việc cho Hạnh đi", "chị giao việc từ sáng đến tối mệt quá", "ai xem phim 27 không",
    "vậy hả", "chị Lan vay 5tr", "vậy thì 5tr nhé", "trả lời em với", "chị trả em 500k",
    "tham quan 500k", "chị 500k nhé", "chi Lan nop 500k", "tham gia quy 100k 5tr", "huy phieu di",
    "xin lỗi", "tôi không muốn rút đồng ý", "bà Sửa ở tổ 3", "👍", "?", "...", "duyệt 1 và 2",
]  # fmt: skip


def meant(direct: Direct, words: str) -> str | None:
    said = Said(direct.bot_id, "1", "1", "k", direct.now, text=words)
    who = type("Who", (), {"bot_id": direct.bot_id})()

    found = UNDERSTANDING.command(Talk(None, said, who, direct.conversation.house))  # type: ignore[arg-type]
    return found.name if found else None


async def test_sentences_reach_their_command(talk: Direct) -> None:
    missed = [
        (words, meant(talk, words), name)
        for name, sentences in SENTENCES.items()
        for words in sentences
        if meant(talk, words) != name
    ]
    assert missed == []


def test_every_command_has_sentences() -> None:
    assert {command.name for command in book().commands} == set(SENTENCES)


async def test_words_of_two_meanings_only_ask(talk: Direct) -> None:
    before = await talk.rows()
    for words in ONLY_ASKS:
        for person in (AN, CHI):
            said = await talk.hears(person, words)
            assert said, f"{words}: no answer"
            assert "Vâng" in said[0] or "?" in said[0] or "giúp" in said[0] or ":" in said[0], (
                words,
                said,
            )
        assert await talk.rows() == before, words
    assert await talk.incidents() == 0


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("300k thoi", "chỉ 300k thôi"),
        ("dung", "“đúng” hoặc “dừng”"),
        ("dong 10tr", "“đóng 10tr”"),
        ("ban Mai", "“bạn Mai”"),
        ("vay ha", "“vậy hả”"),
    ],
)
async def test_the_two_readings_are_named(talk: Direct, words: str, answer: str) -> None:
    (said,) = await talk.hears(AN, words)
    assert answer in said and "#" not in said
