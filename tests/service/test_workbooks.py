import io

import openpyxl
import pytest

from planning.exchange.city_folder import read_city_folder
from planning.exchange.exports import About, to_xlsx
from planning.model.codes import Level
from planning.policy.reading import load_profile
from planning.served.served_notes import served_notes
from planning.study import Study
from service.workbooks import sheets
from tests.service.tiny_city import add_new_homes, write_tiny_city

HOMES = Level.RESIDENTIAL_AREA


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Two new residential areas without a place, H0 and H1, and an existing one that no rule speaks of, H2."""
    folder = write_tiny_city(tmp_path_factory.mktemp("cities") / "homes")
    city = read_city_folder(add_new_homes(folder, "新苑", "佳园"))
    return Study.of(city, load_profile("demo-city"))


def test_the_arithmetic_of_residential_areas_that_are_not_met_goes_along(study: Study) -> None:
    (sheet,) = sheets(study, [(HOMES, ["H2", "H1", "H0"])])
    assert list(sheet.gaps.index) == ["H2", "H1", "H0"]
    assert [trace.area_id for trace in sheet.traces] == ["H1", "H0"]


def test_the_arithmetic_of_every_unit_of_a_short_administrative_table_goes_along(study: Study) -> None:
    (sheet,) = sheets(study, [(Level.STREET, ["880101", "880102"])])
    assert [trace.area_id for trace in sheet.traces] == ["880101", "880102"]


def test_a_workbook_says_what_the_split_of_the_children_rests_on(study: Study) -> None:
    about = About.of(study.city, study.profile, on=study.on)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets(study, [(Level.STREET, ["880101"])]), about=about)))
    lines = [(row[0].value, row[1].value) for row in book["说明"].iter_rows() if len(row) > 1]
    assert [words for label, words in lines if label == "服务五分的前提"] == list(
        served_notes(study.served, study.reach)
    )


def test_no_more_units_than_a_workbook_can_bear_are_traced(study: Study) -> None:
    alone = sheets(study, [(HOMES, ["H0", "H1"])], most=1)
    assert [trace.area_id for sheet in alone for trace in sheet.traces] == ["H0"]
    both = sheets(study, [(Level.LIFE_CIRCLE, []), (HOMES, ["H0", "H1"])], most=2)
    assert [trace.area_id for sheet in both for trace in sheet.traces] == ["H0"]


def test_the_last_sheet_says_why_a_residential_area_is_not_met(study: Study) -> None:
    about = About.of(study.city, study.profile, on=study.on)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets(study, [(HOMES, ["H0", "H2"])]), about=about)))
    names = {cell.value for cell in book["依据"]["C"][1:]}
    assert names == {"新苑"}
