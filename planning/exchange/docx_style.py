"""How a report looks on paper (公文版式): Chinese fonts, headings, margins, page numbers, and repeated table heads."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

BODY_FONT, HEADING_FONT, LATIN_FONT = "宋体", "黑体", "Times New Roman"
_A4_CM = (29.7, 21.0)  # landscape: tables of targets are wide
_MARGIN_CM = 2.0
WIDTH_CM = _A4_CM[0] - 2 * _MARGIN_CM
_BODY_PT, _TABLE_PT = 11, 8.5
_HEADINGS_PT = {"Title": 20, "Heading 1": 15, "Heading 2": 12}
_INK = RGBColor(0x1F, 0x2A, 0x33)
_SHADE = "EEF2F5"


def set_up(document: Document) -> None:
    """Give a document its paper, its fonts for Chinese and other letters, and page numbers."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(side) for side in _A4_CM)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    _typeface(_style(document, "Normal"), BODY_FONT, points=_BODY_PT)
    for name, points in _HEADINGS_PT.items():
        style = _style(document, name)
        _typeface(style, HEADING_FONT, points=points)
        style.font.color.rgb = _INK
    _page_numbers(section.footer.paragraphs[0])


def head_row(row: _Row) -> None:
    """Let a row head its table on every page, and shade it."""
    _mark(row, "w:tblHeader")
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def keep_together(row: _Row) -> None:
    """Keep a row on one page."""
    _mark(row, "w:cantSplit")


def write_small(cell: _Cell, text: str, *, bold: bool = False, right: bool = False) -> None:
    """Write a cell of a table in small type."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(_TABLE_PT)


def set_widths(table: Table, widths_cm: Sequence[float]) -> None:
    """Fix the widths of columns: Word reads them from every cell, LibreOffice from the grid of the table."""
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_cm, strict=True):
            cell.width = Cm(width)


def _style(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _typeface(style: ParagraphStyle, chinese: str, *, points: float) -> None:
    """Set the font for every script; names of the theme would go before them, so they go."""
    style.font.name = LATIN_FONT
    style.font.size = Pt(points)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute, name in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("eastAsia", chinese), ("cs", LATIN_FONT)):
        fonts.set(qn(f"w:{attribute}"), name)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _page_numbers(paragraph: Paragraph) -> None:
    """第 1 页 共 9 页, as fields that the reader's programme fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("第 ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" 页　共 ")
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(" 页")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
