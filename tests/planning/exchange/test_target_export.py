import csv
import io
from datetime import date

import openpyxl
import pytest

from planning.exchange.target_export import targets_to_csv, targets_to_xlsx
from planning.policy.reading import load_profile
from planning.study import Study
from planning.targets.progress import Progress
from tests.builders import a_city
from tests.planning.conftest import town_tables


@pytest.fixture(scope="module")
def progress() -> Progress:
    """The small town under a draft, whose eastern district is called like a formula."""
    tables = town_tables()
    tables["areas"] = [{**row, "name": "=1+1区"} if row["area_id"] == "11" else row for row in tables["areas"]]
    return Progress.of(Study.of(a_city(tables), load_profile("ezhou-2021-draft"), on=date(2025, 6, 30)))


def test_the_csv_has_a_line_for_every_target_in_words(progress: Progress) -> None:
    lines = list(csv.DictReader(io.StringIO(targets_to_csv(progress).decode("utf-8-sig"))))
    assert len(lines) == len(progress.targets)
    places = next(line for line in lines if line["规则"] == "EZ-04")
    # 10,000 people at 2 per 1,000, and 40 open places.
    assert (places["应有"], places["现有"], places["数据日期"]) == ("20", "40", "2025-06-30")
    assert (places["状态"], places["文件效力"]) == ("期限未到，达标", "征求意见稿")


def test_a_name_that_would_be_a_formula_is_text(progress: Progress) -> None:
    lines = list(csv.DictReader(io.StringIO(targets_to_csv(progress).decode("utf-8-sig"))))
    assert "'=1+1区" in {line["单元"] for line in lines}
    book = openpyxl.load_workbook(io.BytesIO(targets_to_xlsx(progress)))
    assert {cell.data_type for cell in book["目标"]["E"] if cell.value == "=1+1区"} == {"s"}


def test_the_workbook_has_targets_paths_and_tasks_with_the_standing_of_documents(progress: Progress) -> None:
    book = openpyxl.load_workbook(io.BytesIO(targets_to_xlsx(progress)))
    assert book.sheetnames == ["说明", "目标", "路径", "任务"]
    said = {str(row[0].value): row[1].value for row in book["说明"].iter_rows() if row[0].value}
    assert said["目标数"] == str(len(progress.targets))
    assert said["数据性质"] == "合成数据，非真实城市"
    standings = {row[4].value for row in book["说明"].iter_rows() if len(row) > 4}
    assert "征求意见稿（draft，不具约束力）" in standings
    tasks = [row[0].value for row in book["任务"].iter_rows(min_row=2)]
    assert len(tasks) == len(progress.tasks) > 0


def test_the_paths_stand_in_long_form(progress: Progress) -> None:
    page = openpyxl.load_workbook(io.BytesIO(targets_to_xlsx(progress)))["路径"]
    heads = [cell.value for cell in page[1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=2)]
    due = [row for row in rows if row["编号"] == "1" and row["应有托位（个）"]]
    assert [(row["应有托位（个）"], row["状态"]) for row in due] == [(20, "期限未到，达标")]
