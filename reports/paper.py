"""An official paper as .docx: page, header, body, signature (Nghị định 30/2020, Phụ lục I)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)
WIDTH, HEIGHT = Mm(210), Mm(297)
TEXT = Length(WIDTH - LEFT - RIGHT)
SIZE = Pt(14)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GAP = re.compile(r"(\[cần bổ sung: [^\]]*\])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# What may follow a paragraph's border in the schema: Word refuses another order.
_AFTER_BORDER = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
        "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
        "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
        "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip

CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
AT_LEFT, AT_RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def gap(what: str) -> str:
    """A place an officer still has to fill, seen from afar."""
    return f"[cần bổ sung: {what}]"


def clean(text: str) -> str:
    """Without what no document may hold."""
    return _UNPRINTABLE.sub("", text)


class Paper:
    """Written from top to bottom. `gaps` counts the places left to fill."""

    def __init__(self, font: str, title: str, author: str, made_on: date) -> None:
        self.font = font
        self.gaps = 0
        self.document = Document()
        self._fonts()
        self._page()
        about = self.document.core_properties
        about.title, about.author, about.comments = clean(title), clean(author), ""
        about.created = about.modified = datetime.combine(made_on, time(0))

    # --- page -------------------------------------------------------------------------------

    def _fonts(self) -> None:
        """East Asian and complex scripts too, or Word may put another font."""
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = self.font, SIZE
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        for found in [normal.element, *([] if defaults is None else [defaults])]:
            for fonts in found.iter(qn("w:rFonts")):
                for name in list(fonts.attrib):
                    del fonts.attrib[name]
                for name in ("ascii", "hAnsi", "eastAsia", "cs"):
                    fonts.set(qn(f"w:{name}"), self.font)
            for language in found.iter(qn("w:lang")):
                language.set(qn("w:val"), "vi-VN")

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = WIDTH, HEIGHT
        section.left_margin, section.right_margin = LEFT, RIGHT
        section.top_margin, section.bottom_margin = TOP, BOTTOM
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True  # no number on page 1
        number = section.header.paragraphs[0]
        number.alignment = CENTRE
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = number.add_run()
            run.font.size = Pt(13)
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            mark.text = text or None
            run._r.append(mark)

    def draft(self, mark: str) -> None:
        if mark:
            corner = self.document.sections[0].first_page_header.paragraphs[0]
            self._put(corner, mark, size=Pt(13), italic=True, align=AT_RIGHT, after=0)

    # --- header and signature ---------------------------------------------------------------

    def head(self, upper: str, issuer: str, number: str, placed: str) -> None:
        """Two columns without borders: who issues it, and the name of the country."""
        left, right = self._columns(Mm(76), Mm(98))  # a little over both margins
        self._put(left.paragraphs[0], upper.upper(), size=Pt(12), align=CENTRE, after=0)
        self._put(left.add_paragraph(), issuer.upper(), size=Pt(12), bold=True, align=CENTRE,
                  after=0)  # fmt: skip
        self._rule(left.add_paragraph(), Mm(24))
        self._put(left.add_paragraph(), number, size=Pt(13), align=CENTRE, after=0)
        country, motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
        self._put(right.paragraphs[0], country, size=Pt(12), bold=True, align=CENTRE, after=0)
        self._put(right.add_paragraph(), motto, size=Pt(13), bold=True, align=CENTRE, after=0)
        self._rule(right.add_paragraph(), Mm(18))
        self._put(right.add_paragraph(), placed, size=Pt(13), italic=True, align=CENTRE, after=0)

    def title(self, name: str, about: str) -> None:
        self._put(self._new(), name, bold=True, align=CENTRE, before=12, after=0)
        for line in about.splitlines():
            self._put(self._new(), line, bold=True, align=CENTRE, after=0)
        self._rule(self._new(), Mm(60))

    def sign(self, recipients: Sequence[str], keep: str, by: Sequence[str], name: str) -> None:
        """Who gets it, level with who signs; never torn over two pages."""
        left, right = self._columns(Mm(80), Length(TEXT - Mm(80)))
        self._put(left.paragraphs[0], "Nơi nhận:", size=Pt(12), bold=True, italic=True,
                  align=AT_LEFT, after=0)  # fmt: skip
        for one in (*(f"- {one};" for one in recipients), f"- {keep}"):
            self._put(left.add_paragraph(), one, size=Pt(11), align=AT_LEFT, after=0)
        for place, line in enumerate(by):
            where = right.paragraphs[0] if place == 0 else right.add_paragraph()
            self._put(where, line, bold=True, align=CENTRE, after=0)
        for _ in range(4):
            self._put(right.add_paragraph(), "", align=CENTRE, after=0)
        self._put(right.add_paragraph(), name, bold=True, align=CENTRE, after=0)

    def _columns(self, first: Length, second: Length) -> tuple[Any, Any]:
        table = self.document.add_table(1, 2)
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _whole(table.rows[0])
        _widths(table, (first, second))
        return table.rows[0].cells[0], table.rows[0].cells[1]

    # --- body -------------------------------------------------------------------------------

    def heading(self, text: str, level: int) -> None:
        made = self._put(self._new(), text, bold=True, align=JUSTIFIED, before=6)
        made.paragraph_format.keep_with_next = True
        made.paragraph_format.first_line_indent = Mm(12.7)
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        made._p.get_or_add_pPr().append(outline)

    def say(self, text: str) -> None:
        """One paragraph of the body; gaps in it are marked and counted."""
        made = self._put(self._new(), text, align=JUSTIFIED)
        made.paragraph_format.first_line_indent = Mm(12.7)
        made.paragraph_format.line_spacing = 1.15

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int],
              strong: Sequence[int] = ()) -> None:  # fmt: skip
        """A ruled table. The first column is centred, the second to the left, figures right."""
        table = self.document.add_table(0, len(head))
        table.style, table.autofit = "Table Grid", False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for place, row in enumerate((head, *rows)):
            made = table.add_row()
            _whole(made)
            for column, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
                align = (CENTRE, AT_LEFT)[column] if column < 2 else AT_RIGHT
                self._put(cell.paragraphs[0], text, size=Pt(12), after=2, before=2,
                          bold=place == 0 or place - 1 in strong,
                          align=CENTRE if place == 0 else align)  # fmt: skip
                cell.paragraphs[0].paragraph_format.keep_with_next = place < len(rows)
        _widths(table, [Mm(width) for width in widths])
        _repeated(table.rows[0])
        self._put(self._new(), "", size=Pt(6), after=0)

    def save(self) -> bytes:
        kept = BytesIO()
        self.document.save(kept)
        return kept.getvalue()

    # --- small things -----------------------------------------------------------------------

    def _new(self) -> Paragraph:
        return self.document.add_paragraph()

    def _put(self, where: Paragraph, text: str, *, size: Length = SIZE, bold: bool = False,
             italic: bool = False, align: Any = None, before: float = 0,
             after: float = 6) -> Paragraph:  # fmt: skip
        where.alignment = align
        where.paragraph_format.space_before, where.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        for part in GAP.split(clean(text)):
            if not part:
                continue
            run = where.add_run(part)
            run.bold, run.italic, run.font.size = bold or None, italic or None, size
            if GAP.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                self.gaps += 1
        if not text:  # an empty line is as tall as its mark
            mark, tall = OxmlElement("w:rPr"), OxmlElement("w:sz")
            tall.set(qn("w:val"), str(int(size.pt * 2)))
            mark.append(tall)
            where._p.get_or_add_pPr().append(mark)
        return where

    def _rule(self, where: Paragraph, aside: Length) -> None:
        """A thin line, shortened on both sides."""
        self._put(where, "", size=Pt(3), align=CENTRE, after=6)
        where.paragraph_format.left_indent = where.paragraph_format.right_indent = aside
        border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
        where._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)
        where.paragraph_format.line_spacing = Pt(4)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _widths(table: Any, widths: Sequence[Length]) -> None:
    """In the grid and in every cell: one program reads the one, another the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _repeated(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
