"""What people type: whole sentences reach their command; words that mean two things only ask."""

import pytest

from bot.app import book
from bot.said import Said
from bot.talk import Talk
from bot.understand import Understanding
from sandbox.saobien import AN, CHI
from tests.bot.direct import Direct

UNDERSTANDING = Understanding(book())

SENTENCES = {
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
    "baocao": ["báo cáo", "bao cao dv", "có bn đoàn viên", "báo cáo đoàn viên ạ"],
    "nhatky": ["nhật ký", "xem nhat ky giup chi"],
    "ma": ["cấp mã", "cap ma cho to"],
    "nhom": ["nối nhóm"],
    "sinhnhat": ["sinh nhật tháng này", "sn thang nay"],
    "tamdung": ["tạm dừng lời chúc"],
    "tinhtrang": ["ghi tình trạng"],
    "tieptuc": ["cho lời chúc trở lại"],
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
    "chi oi cho em hoi", "vay ha", "the a", "dung", "300k thoi", "toi nay hop k", "em muon 5 trieu",
    "ban Mai", "dong y", "dong 10tr", "đồng y", "toi", "ma", "me", "sua", "chua", "hoi", "duyet di",
    "anh Khoa mat toi qua", "duyệt hết đi", "ngày mai họp", "mã số thuế của tôi", "đừng duyệt 1",
    "chưa duyệt 1 được", "nhà tôi có sinh nhật", "không xin vào công đoàn nữa", "1", "27", "có",
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
