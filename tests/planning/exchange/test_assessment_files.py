"""A report opened again, as its reader's office programme would."""

import io
from collections.abc import Iterator
from datetime import date
from functools import cache

import docx
import openpyxl
from docx.oxml.ns import qn

from planning.assessment.report import Assessment
from planning.assessment.span import AssessmentKind
from planning.exchange.assessment_docx import assessment_to_docx
from planning.exchange.assessment_xlsx import assessment_to_xlsx
from planning.policy.reading import load_profile
from planning.study import Study
from planning.targets.progress import Progress
from tests.builders import a_city
from tests.planning.conftest import town_tables


@cache
def report() -> Assessment:
    """The small town under a draft; its name would be a formula if anybody let it."""
    tables = town_tables()
    tables["areas"] = [{**row, "name": "=1+1区"} if row["area_id"] == "11" else row for row in tables["areas"]]
    profile = load_profile("ezhou-2021-draft")
    before, after = (
        Progress.of(Study.of(a_city(tables), profile, on=on)) for on in (date(2021, 12, 31), date(2025, 12, 31))
    )
    return Assessment.of(before, after, kind=AssessmentKind.FINAL)


@cache
def written() -> bytes:
    return assessment_to_docx(report())


def texts() -> Iterator[str]:
    yield from (paragraph.text for paragraph in docx.Document(io.BytesIO(written())).paragraphs)


def test_the_document_has_a_title_and_numbered_headings() -> None:
    document = docx.Document(io.BytesIO(written()))
    assert document.paragraphs[0].text == "小城托育目标终期总结报告"
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings[0] == "一、总体情况"
    assert headings[-1].endswith("口径与不足")


def test_a_draft_and_made_up_data_are_named_before_anything_else() -> None:
    said = list(texts())
    assert said[1].startswith("征求意见稿：《")
    assert "测试数据" in said[2]


def test_chinese_letters_have_a_chinese_font_everywhere() -> None:
    document = docx.Document(io.BytesIO(written()))
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_every_table_head_is_repeated_on_each_page() -> None:
    tables = docx.Document(io.BytesIO(written())).tables[1:]  # the first has no head: labels and words
    assert len(tables) > 5
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_pages_are_numbered_by_fields() -> None:
    footer = docx.Document(io.BytesIO(written())).sections[0].footer
    fields = [field.get(qn("w:instr")) for field in footer.paragraphs[0]._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_sources_are_listed_with_their_standing() -> None:
    tables = docx.Document(io.BytesIO(written())).tables
    (documents,) = (table for table in tables if table.rows[0].cells[0].text == "序号")
    assert documents.rows[1].cells[-1].text == "征求意见稿"


def test_a_dash_stands_where_nothing_is_known() -> None:
    tables = docx.Document(io.BytesIO(written())).tables
    (targets,) = (table for table in tables if len(table.columns) == 13)
    heads = [cell.text for cell in targets.rows[0].cells]
    assert heads[:6] == ["规则", "目标", "单元", "期限", "应有", "起点数"]
    city = next(row for row in targets.rows if row.cells[0].text == "EZ-A08")
    assert [cell.text for cell in city.cells][heads.index("起点数")] == "—"


def test_equal_reports_give_equal_bytes() -> None:
    assert written() == assessment_to_docx(report())
    assert assessment_to_xlsx(report()) == assessment_to_xlsx(report())


def test_the_workbook_says_the_same_and_has_every_target() -> None:
    book = openpyxl.load_workbook(io.BytesIO(assessment_to_xlsx(report())))
    assert book.sheetnames[0] == "说明"
    about = {(row[0].value, row[1].value) for row in book["说明"].iter_rows() if row[0].value}
    assert ("报告", "小城托育目标终期总结报告") in about
    assert ("数据性质", "合成数据，非真实城市") in about
    assert any(label == "征求意见稿" for label, _ in about)
    assert any(str(label).endswith("口径与不足") for label, _ in about)
    every = book["逐项目标"]
    assert every.max_row - 1 == len(report().parts.targets)
    names = [cell for cell in every["C"] if cell.value == "=1+1区"]
    assert names
    assert {cell.data_type for cell in names} == {"s"}
