"""What people type, and the words that mean two things (dialogues §14)."""

import time
from contextlib import suppress
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from union import answers, dates, money, names, phones, words
from union.answers import Reading, reading
from union.nearness import nearest, one_slip
from union.words import expand, fold, normal, plain, strip_courtesy

ASK, YES, NO, NEITHER = Reading.ASK, Reading.YES, Reading.NO, Reading.NEITHER


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("5\u00a0000\u2009000\u202fđ", "5 000 000 đ"),
        ("１２tr", "12tr"),
        (" a\t\nb  c ", "a b c"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x00b\x1bc\ud83dd", "abcd"),
        ("vay\u202e 5tr", "vay 5tr"),
        ("", ""),
    ],
)
def test_normal(text, wanted):
    assert normal(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đoàn phí", "doan phi"),
        ("DOAN PHI", "doan phi"),
        (normalize("NFD", "Nguyễn Thị Hạnh"), "nguyen thi hanh"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("uỷ, ủy, oè òe", "uy uy oe oe"),
        ("Đỗ", "do"),
        ("/dangky", "dangky"),
        ("vay vốn!!! 5.000.000₫", "vay von 5 000 000d"),
        ("1️⃣", "1"),
        ("m² ½ ①", "m"),
        ("👍", ""),
        ("Иван", ""),
    ],
)
def test_fold(text, wanted):
    assert fold(text) == wanted


def test_plain_keeps_what_amounts_and_dates_need():
    assert plain("Ngày 20/11 – 1,5tr") == "ngay 20/11 - 1,5tr"


def test_same():
    assert words.same("Đoàn  phí?", "doan phi")
    assert not words.same("đoàn phí", "đoàn viên")


@pytest.mark.parametrize(
    ("folded", "wanted"),
    [
        ("toi k co ma", "toi khong co ma"),
        ("toi nay hop k", "toi nay hop khong"),
        ("ko kg hok khg", "khong khong khong khong"),
        ("500k", "500k"),
        ("500 k", "500 k"),
        ("5 kg gao", "5 kg gao"),
        ("ck r nha", "chuyen khoan roi nha"),
        ("quy con bn", "quy con bao nhieu"),
        ("dc", "duoc"),
        ("sn chi hanh", "sinh nhat chi hanh"),
        ("hoa sn 75", "hoa sinh nam 75"),
        ("tt dk kh hong bt", "tt dk kh hong bt"),
        ("", ""),
    ],
)
def test_expand(folded, wanted):
    assert expand(folded) == wanted


@pytest.mark.parametrize(
    ("folded", "wanted"),
    [
        ("cho em vay 5tr a", "vay 5tr"),
        ("anh cho em vay duoc khong a", "vay"),
        ("toi muon dong doan phi", "dong doan phi"),
        ("cong doan oi cho toi xem quy voi a", "xem quy"),
        ("xin doi ky nay nhe", "doi ky nay"),
        ("bot oi vui long cho minh xem lich giup em", "xem lich"),
        # what only looks like courtesy
        ("cho em vay 5tr sua nha", "vay 5tr sua nha"),
        ("em muon 5 trieu", "muon 5 trieu"),
        ("em muon nam trieu", "muon nam trieu"),
        ("chi tham lan 500k", "chi tham lan 500k"),
        ("xem phieu chi", "xem phieu chi"),
        ("anh khoa mat toi qua", "anh khoa mat toi qua"),
        ("da dong roi", "da dong roi"),
        ("toi nay hop khong", "toi nay hop khong"),
        ("dong ho", "dong ho"),
        ("phuc xep loai a", "phuc xep loai a"),
        ("the a", "the a"),
        # nothing else was said
        ("em oi a", "em oi a"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_strip_courtesy(folded, wanted):
    assert strip_courtesy(folded) == wanted


@pytest.mark.parametrize(
    ("said", "text"),
    [
        *((YES, text) for text in (
            "đúng", "Đúng rồi ạ", "dung roi", "đúng tôi, tôi đồng ý", "có", "co", "co a", "ok",
            "OKKKK", "ok em", "ok 👍", "đồng ý", "dong y", "toi dong y a", "uh", "ừ", "vâng ạ",
            "dạ đúng", "da vang", "được", "dc", "đc", "dúng", "Vâng, đúng rồi chị ơi", "xác nhận",
            normalize("NFD", "đúng"),
        )),
        *((NO, text) for text in (
            "không", "khong", "ko", "k", "hok", "không phải tôi", "thôi", "thoi em", "chưa",
            "chua anh", "dừng", "dừng lại", "đừng", "hủy", "huỷ", "huy", "sai rồi", "nhầm rồi",
            "da khong", "de sau",
        )),
        *((ASK, text) for text in ("dung", "đung", "dung a", "dung do", "dùng", "dạ", "thôi được")),
        *((NEITHER, text) for text in (
            "👍", "❤️", "👌", "/-strong", "/-ok", ":)", "", "?", "1", "300k thoi", "300k thôi", "cô",
            "nợ", "dừng rồi", "dụng", "đóng ý", "dung khong", "đúng không", "có không", "khong sao",
            "dong 10tr", "a", "chị ơi", "đúng là tôi có gửi tiền hôm trước mà chưa thấy ai trả lời",
        )),
    ],
)  # fmt: skip
def test_reading(said, text):
    assert reading(text) is said
    assert answers.yes_no(text) is {YES: True, NO: False}.get(said)
    assert answers.is_yes(text) is (said is YES)
    assert answers.is_no(text) is (said is NO)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("dung", ("đúng", "dừng")),
        ("chi oi cho em hoi", ("chị ơi", "chi ơi")),
        ("vay ha", ("vậy hả", "vay hả")),
        ("the a", ("thế à", "thẻ à")),
        ("toi nay hop k", ("tối nay", "tôi nay")),
        ("em muon 5 trieu", ("em mượn #", "em muốn #")),
        ("ban Mai", ("bạn Mai", "ban mai")),
        ("dong y", ("đồng ý", "đóng ý")),
        ("dong 10tr", ("đóng #", "đồng #")),
        ("300k thoi", ("chỉ # thôi", "thôi, hủy")),
    ],
)
def test_two_readings(text, both):
    assert answers.two_readings(text) == both
    assert both in words.TWO_READINGS.values()


@pytest.mark.parametrize(
    "text",
    ["đúng", "chị ơi cho em hỏi", "vậy hả", "Thế à", "tối nay họp k", "em muốn 5 triệu",
     "em mượn 5 triệu", "bạn Mai", "đồng ý", "đóng 10tr", "dung roi", "dong doan phi", "vay 5tr",
     ""],
)  # fmt: skip
def test_accents_and_context_settle_it(text):
    assert answers.two_readings(text) is None


def test_two_readings_are_keyed_as_they_are_looked_up():
    for key, both in words.TWO_READINGS.items():
        assert " ".join(fold(part) or part for part in key.split()) == key
        assert len(both) == 2


MENU = {
    "đóng đoàn phí": "dues",
    "quỹ tương trợ": "fund",
    "vay quỹ": "loan",
    "lịch họp": "meetings",
    "góp ý": "idea",
    "khiếu nại": "complaint",
    "đoàn phí của tôi": "dues",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("doanphi", ["dues"]),
        ("dong doan pi", ["dues"]),
        ("cho em hoi lich voi a", ["meetings"]),
        ("muon vay", ["loan"]),
        ("khieu nia", ["complaint"]),
        ("quy", ["loan", "fund"]),
        ("xyz", []),
        ("👍", []),
        ("", []),
    ],
)
def test_nearest(text, wanted):
    assert nearest(text, MENU) == wanted
    assert nearest(text, MENU.items()) == wanted


def test_nearest_is_limited_and_keeps_the_order_of_equals():
    pairs = [("họp tổ", [1]), ("họp ban", [2]), ("họp chi", [3]), ("họp tổ", [1])]
    assert nearest("họp", pairs) == [[1], [2], [3]]
    assert nearest("họp", pairs, limit=2) == [[1], [2]]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("khieu", "khieu", True),
        ("khieu", "khiue", True),
        ("khieu", "kheu", True),
        ("kheu", "khieu", True),
        ("khieu", "khoeu", True),
        ("khieu", "khuei", False),
        ("doan", "phi", False),
    ],
)
def test_one_slip(one, other, near):
    assert one_slip(one, other) is near
    assert one_slip(other, one) is near


@pytest.mark.parametrize(
    ("text", "only"),
    [("👍", True), ("❤️ 🎂", True), ("👨‍👩‍👧", True), ("👍🏽", True), ("/-strong", True),
     (":)", True), ("1️⃣", False), ("ok 👍", False), ("...", False), ("", False)],
)  # fmt: skip
def test_is_emoji_only(text, only):
    assert answers.is_emoji_only(text) is only


@given(st.text() | st.text("đĐưƯơăâêôáạ aA1/\u0300\u0301\u0323"))
@settings(max_examples=300)
def test_forms_are_settled(text):
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)
    assert normal(normal(text)) == normal(text)
    assert fold(normalize("NFD", text)) == fold(normalize("NFC", text)) == fold(normal(text))
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert expand(expand(fold(text))) == expand(fold(text))
    assert bool(strip_courtesy(fold(text))) == bool(fold(text))


@given(st.text())
def test_nothing_is_raised(text):
    reading(text), answers.two_readings(text), answers.is_emoji_only(text), nearest(text, MENU)


@pytest.mark.parametrize(
    "piece", ["a ", "em ", "a", " ", "1", "1 ", "5tr ", "- ", "(", "năm ", "nha a ", "mai ", "Ấ"]
)
def test_a_message_of_four_thousand_letters_costs_little(piece):
    """A slow pattern would let one message hold up everybody's."""
    text = (piece * 4000)[:4000] + "x"
    began = time.perf_counter()
    reading(text), answers.two_readings(text), nearest(text, MENU), money.amounts_in(text)
    strip_courtesy(expand(fold(text))), names.name_and_year(text), names.sort_key(text)
    for read in (money.money, phones.phone, dates.time_in):
        with suppress(words.NotUnderstood):
            read(text)
    assert time.perf_counter() - began < 1
