"""The palette gives every balance of places exactly one colour, and the page the same one."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest

from maps.palette import CURVES, NOT_APPLICABLE, PARTS, SITE_COUNTED, UNDETERMINED, gap_scale, palette_for_page
from planning.frames import columns_of
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


# What a dichromat sees of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHT = {
    "full": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def _linear(colour: str) -> np.ndarray:
    shares = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def _lab(colour: str, sight: object) -> np.ndarray:
    seen = np.clip(np.asarray(sight) @ _linear(colour), 0, 1)
    x, y, z = np.cbrt(TO_XYZ @ seen / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _contrast_on_white(colour: str) -> float:
    return 1.05 / (float(TO_XYZ[1] @ _linear(colour)) + 0.05)


def test_the_parts_stand_in_the_order_of_the_columns_and_the_last_seeks_no_place() -> None:
    split = [column.name for column in columns_of(Level.STREET) if column.name in {f"children_{p.key}" for p in PARTS}]
    assert [f"children_{part.key}" for part in PARTS] == split
    assert [part.seeks for part in PARTS] == [True] * 5 + [False]


@pytest.mark.parametrize("sight", list(SIGHT))
def test_any_two_parts_are_told_apart_by_any_eye(sight: str) -> None:
    seen = {part.key: _lab(part.colour, SIGHT[sight]) for part in PARTS}
    assert min(float(np.linalg.norm(seen[one] - seen[other])) for one, other in combinations(seen, 2)) > 20


@pytest.mark.parametrize("sight", list(SIGHT))
def test_a_site_is_told_from_every_home_by_any_eye(sight: str) -> None:
    site = _lab(SITE_COUNTED.colour, SIGHT[sight])
    assert min(float(np.linalg.norm(site - _lab(part.colour, SIGHT[sight]))) for part in PARTS) > 30


def test_the_parts_that_seek_stand_out_from_white_and_the_one_that_does_not_is_pale() -> None:
    contrast = {part.key: _contrast_on_white(part.colour) for part in PARTS}
    assert [key for key, value in contrast.items() if value < 3] == ["not_seeking"]


def test_curves_are_told_apart_by_their_dashes_and_their_words_are_readable() -> None:
    measures = [curve.dash for curve in CURVES if curve.key != "places"]
    assert len(set(measures)) == len(measures) == 3
    assert min(_contrast_on_white(curve.colour) for curve in CURVES) >= 4.5


def test_the_page_gets_the_parts_in_order_with_what_each_means() -> None:
    sent = palette_for_page()["parts"]
    assert [(entry["key"], entry["colour"]) for entry in sent] == [(part.key, part.colour) for part in PARTS]
    assert all(entry["means"].endswith("。") for entry in sent)
