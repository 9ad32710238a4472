"""The palette gives every balance of places exactly one colour, and the page the same one."""

from itertools import pairwise

import pandas as pd
import pytest

from maps.palette import NOT_APPLICABLE, UNDETERMINED, gap_scale, palette_for_page
from planning.model.codes import Level


def _keys(shortage: object, surplus: object, outcome: str = "undetermined") -> str:
    gaps = pd.DataFrame({"shortage": [shortage], "surplus": [surplus]}, dtype="Int64").assign(outcome=outcome)
    return str(gap_scale(Level.STREET).class_keys(gaps).iloc[0])


@pytest.mark.parametrize(
    ("shortage", "surplus", "key"),
    [
        (301, 0, "short-3"),
        (300, 0, "short-2"),
        (101, 0, "short-2"),
        (100, 0, "short-1"),
        (1, 0, "short-1"),
        (0, 0, "balanced"),
        (0, 1, "surplus-1"),
        (0, 100, "surplus-1"),
        (0, 101, "surplus-2"),
        (0, 300, "surplus-2"),
        (0, 301, "surplus-3"),
    ],
)
def test_a_street_falls_into_the_class_whose_bounds_hold_its_balance(shortage: int, surplus: int, key: str) -> None:
    assert _keys(shortage, surplus) == key


def test_a_street_without_numbers_is_undetermined_and_never_balanced() -> None:
    assert _keys(pd.NA, pd.NA) == UNDETERMINED.key
    assert _keys(3, pd.NA) == UNDETERMINED.key


def test_a_residential_area_that_no_rule_asks_anything_of_is_not_undetermined() -> None:
    assert _keys(pd.NA, pd.NA, "not_applicable") == NOT_APPLICABLE.key


def test_colouring_leaves_the_table_as_it_was() -> None:
    gaps = pd.DataFrame({"shortage": [5], "surplus": [0]}, dtype="Int64").assign(outcome="not_met")
    before = gaps.copy()
    gap_scale(Level.CITY).class_keys(gaps)
    pd.testing.assert_frame_equal(gaps, before)


@pytest.mark.parametrize("level", list(Level))
def test_the_classes_of_a_level_follow_on_each_other_without_a_hole(level: Level) -> None:
    classes = gap_scale(level).classes
    assert classes[0].low is None
    assert classes[-1].high is None
    for lower, upper in pairwise(classes):
        assert lower.high is not None
        assert upper.low == lower.high + 1


def test_the_open_classes_begin_above_their_bound_as_their_words_say() -> None:
    classes = gap_scale(Level.STREET).classes
    assert (classes[0].label, classes[0].high) == ("缺超过 300 个", -301)
    assert (classes[-1].label, classes[-1].low) == ("富余超过 300 个", 301)


def test_undetermined_is_told_by_a_hatch_and_not_by_colour_alone() -> None:
    page = palette_for_page()
    assert page["undetermined"]["hatch"] is True
    assert not any(entry["hatch"] for entries in page["levels"].values() for entry in entries)


def test_the_page_gets_the_classes_of_the_folium_layers() -> None:
    street = gap_scale(Level.STREET).classes
    sent = palette_for_page()["levels"]["street"]
    assert [(entry["key"], entry["colour"], entry["low"], entry["high"]) for entry in sent] == [
        (entry.key, entry.colour, entry.low, entry.high) for entry in street
    ]


def test_the_page_gets_a_colour_for_each_verdict_and_a_hatch_for_what_is_undecided() -> None:
    verdicts = palette_for_page()["verdicts"]
    assert [verdicts[key]["short"] for key in ("not-met", "met", "undetermined", "not-applicable")] == [
        "未达标",
        "达标",
        "无法判定",
        "不适用",
    ]
    assert [key for key, entry in verdicts.items() if entry["hatch"]] == ["undetermined"]
    assert len({entry["colour"] for entry in verdicts.values()}) == 4
