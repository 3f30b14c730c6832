"""The annual report: page, header, figures, gaps; opened by an office where there is one."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from reports import annual
from tests.reports.sample import year
from union.figures import Officer
from union.members import Sex
from union.rights import Role

OFFICE = shutil.which("soffice")
opened = pytest.mark.skipif(
    not (OFFICE and shutil.which("pdftotext")), reason="no LibreOffice or poppler on this machine"
)
SECTIONS = (
    "I. TÌNH HÌNH CHUNG", "1. Thuận lợi", "2. Khó khăn", "4. Ban Chấp hành công đoàn",
    "II. KẾT QUẢ HOẠT ĐỘNG NĂM 2026", "1. Chăm lo", "2. Tuyên truyền", "3. Phong trào thi đua",
    "4. Xây dựng tổ chức", "5. Công tác nữ công", "6. Công tác tài chính", "7. Hoạt động",
    "III. KHUYẾT ĐIỂM, HẠN CHẾ", "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027",
)  # fmt: skip


def words(content: bytes) -> str:
    """Every paragraph and cell, from top to bottom."""
    body = Document(BytesIO(content)).element.body
    parts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    return "\n".join(parts).replace("\xa0", " ")


def test_the_page_is_as_the_decree_says() -> None:
    content, _ = annual.docx(year())
    (section,) = Document(BytesIO(content)).sections
    near = Mm(0.1)
    assert abs((section.page_width or 0) - Mm(210)) < near
    assert abs((section.page_height or 0) - Mm(297)) < near
    assert Mm(30) - near < (section.left_margin or 0) <= Mm(35)
    assert Mm(15) - near < (section.right_margin or 0) <= Mm(20)
    assert Mm(20) - near < (section.top_margin or 0) <= Mm(25)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert section.first_page_header.paragraphs[0].text == "Dự thảo"


def test_one_font_for_every_script() -> None:
    content, _ = annual.docx(year())
    with zipfile.ZipFile(BytesIO(content)) as packed:
        styles = packed.read("word/styles.xml").decode()
        document = packed.read("word/document.xml").decode()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{name}="Times New Roman"' in styles
    normal = re.search(r'<w:style [^>]*w:styleId="Normal".*?</w:style>', styles, re.S)
    assert normal and "Theme" not in normal[0]
    assert "w:rFonts" not in document


def test_every_section_stands_in_its_order_and_ends_as_papers_end() -> None:
    text = words(annual.docx(year())[0])
    places = [text.index(part) for part in SECTIONS]
    assert places == sorted(places)
    for part in (
        "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP", "CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN VIỄN THÔNG SAO BIỂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/BC-CĐCS",
        "ngày 21 tháng 11 năm 2026", "BÁO CÁO", "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Nơi nhận:",
        "Nguyễn Thị Chi", "- Lưu: CĐCS.", "Số liệu tính đến ngày 21/11/2026.",
    ):  # fmt: skip
        assert part in text, part
    assert "Sao Biển./." in text


def test_every_figure_is_quoted() -> None:
    text = words(annual.docx(year())[0])
    for part in (
        "46; trong đó nữ: 29", "2 nghỉ việc hoặc chuyển đi, 1 nghỉ hưu", "22.463.113",
        "280.248.980", "302.712.093", "283.822.400", "18.889.693", "25,6%", "42,9%",
        "Mười tám triệu tám trăm tám mươi chín nghìn sáu trăm chín mươi ba đồng",
        "đóng góp 251.000.000đ; 60 lượt vay, số tiền 270.000.000đ", "lãi 0đ",
        "1 khoản chi, số tiền 19.167.100đ",
        "Lao động tiên tiến\n31\n20\n25\n16", "4 hội nghị BCH thường kỳ và 1 hội nghị BCH đột xuất",
        "97,1% (34/35 lượt)", "29/46, chiếm 63,0%", "Phiếu hủy trong kỳ: 1",
    ):  # fmt: skip
        assert part in text, part
    assert "Không ai đăng ký" not in text


def test_what_nobody_counted_is_marked_and_counted() -> None:
    content, gaps = annual.docx(year())
    assert words(content).count("[cần bổ sung: ") == gaps == 18
    xml = Document(BytesIO(content)).element.xml
    assert xml.count('w:highlight w:val="yellow"') == gaps


def test_a_year_that_is_over_and_a_deputy_who_signs() -> None:
    whole = year(2025, date(2025, 12, 31))
    officers = (Officer(Role.DEPUTY, "Nguyễn Văn Sơn", Sex.MALE),)
    text = words(annual.docx(replace(whole, officers=officers))[0])
    assert "Số liệu tính đến" not in text
    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in text and "Nguyễn Văn Sơn" in text
    nobody = words(annual.docx(replace(whole, officers=()))[0])
    assert "[cần bổ sung: họ tên]" in nobody
    assert "[cần bổ sung: danh sách Ban Chấp hành]" in nobody


def test_words_that_no_document_may_hold() -> None:
    odd = replace(year(), union=replace(year().union, name="CĐCS \x00A\x0b]]>&<B\ud800"))
    assert "Công đoàn cơ sở A]]>&<B" in words(annual.docx(odd)[0])


@opened
def test_an_office_opens_it(tmp_path: Path) -> None:
    """Converted to pages and read back: nothing is lost, no page is empty, the number is right."""
    paper = tmp_path / "paper.docx"
    paper.write_bytes(annual.docx(year())[0])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    done = subprocess.run(
        [*command, str(tmp_path), str(paper)], capture_output=True, timeout=120, check=True
    )
    assert b"rror" not in done.stderr, done.stderr
    pdf = tmp_path / "paper.pdf"
    read = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    pages = read.stdout.decode().rstrip("\f").split("\f")
    assert 3 <= len(pages) <= 6
    assert all(len(page.split()) > 20 for page in pages)
    for number, page in enumerate(pages, 1):
        assert (page.split()[0] == str(number)) is (number > 1), f"page {number}"
    whole = re.sub(r"\s+", " ", " ".join(pages))
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "18.889.693", "TM. BAN CHẤP HÀNH", "./."):
        assert part in whole, part
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True).stdout.decode()
    used = {line.split("+")[-1].split()[0] for line in fonts.splitlines()[2:]}
    # Liberation Serif stands for Times New Roman here and borrows letters it has not.
    assert any(font.startswith(("LiberationSerif", "TimesNewRoman")) for font in used), used
