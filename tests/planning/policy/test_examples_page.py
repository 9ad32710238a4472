"""docs/examples.md tells the whole format, and every example on it holds."""

import re
from pathlib import Path

import pytest

from planning.policy.attribute_docs import with_attributes
from planning.policy.attribute_names import attribute_names
from planning.policy.examples.checking import check
from planning.policy.examples.example import CheckRow, Example, Expected, SiteRow, StatementRow
from planning.policy.examples.reading import read_examples
from planning.policy.examples.world import _SITE, _UNIT
from planning.policy.faults import profile_faults
from planning.policy.outcome import Outcome
from planning.policy.reading import load_profile, read_profile

PAGE = (Path(__file__).parents[3] / "docs" / "examples.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    (profile,) = (block for block in BLOCKS if "[profile]" in block)
    path = tmp_path / "handbook.toml"
    path.write_text(profile, encoding="utf-8")
    return path


def test_the_profile_of_the_page_warns_only_of_the_number_that_its_place_has_to_give(handbook: Path) -> None:
    (fault,) = profile_faults(handbook)
    assert fault.warning
    assert "new_area_places_per_1000" in fault.en


@pytest.mark.parametrize("block", [block for block in BLOCKS if "[[example]]" in block], ids=lambda block: block[20:60])
def test_every_example_of_the_page_holds(handbook: Path, tmp_path: Path, block: str) -> None:
    path = tmp_path / "examples.toml"
    path.write_text(block, encoding="utf-8")
    for example in read_examples(path):
        checked = check(example, lambda _: read_profile(handbook))
        assert (checked.refused, checked.differences) == ("", ())


@pytest.mark.parametrize(
    "key",
    [
        *(key for model in (Example, SiteRow, StatementRow, CheckRow, Expected) for key in model.model_fields),
        *_SITE,
        *(key for key in _UNIT if key not in ("district_id", "status")),
        *(str(outcome) for outcome in Outcome),
    ],
)
def test_every_key_and_outcome_is_told(key: str) -> None:
    assert f"`{key}`" in PAGE


def test_the_list_of_attributes_is_current() -> None:
    # Make it anew with scripts/write_policy_docs.py.
    assert with_attributes(PAGE) == PAGE


def test_an_attribute_has_its_chinese_its_subjects_and_its_rules() -> None:
    names = {item.column: item for item in attribute_names([load_profile("guangzhou-2023-2025")])}
    area = names["floor_area_m2"]
    assert (area.zh, area.levels, area.rules) == ("建筑面积", ("site",), ("GZ-28",))
    assert names["care_accepted_on"].rules == ("GZ-44",)
