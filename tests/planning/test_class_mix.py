from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from planning.class_mix import Span, class_mix, fewest_carers, fewest_classes
from planning.errors import ClassMixError
from planning.model.codes import PlaceClass
from planning.policy.class_sizes import ClassSize
from planning.policy.reading import list_profiles, load_profile

SIZES = load_profile("demo-city").classes
INFANT, SMALL, LARGE = PlaceClass.INFANT, PlaceClass.TODDLER_SMALL, PlaceClass.TODDLER_LARGE


def test_60_places_of_known_ages_make_four_classes() -> None:
    # ceil(10/10) + ceil(15/15) + ceil(35/20) = 1 + 1 + 2; carers ceil(10/3) + 15/5 + (20 and 15: 3 + 3) = 4 + 3 + 6.
    mix = class_mix(SIZES, {INFANT: 10, SMALL: 15, LARGE: 35})
    assert (mix.total, mix.classes, mix.carers) == (60, Span(4, 4), Span(13, 13))
    assert "班数至少4个" in mix.sentences()[1]
    assert "保育人员至少13人" in mix.sentences()[2]
    assert [cite.rpartition(" ")[2] for cite in mix.cites()] == [
        "第十九条（据转引页面，未见原文）",
        "第二十条（据转引页面，未见原文）",
    ]


def test_60_places_of_unknown_ages_make_a_range() -> None:
    # At best 60 in full classes of 20; at worst 58 infants in 6 classes, and one child in a class of each other age.
    mix = class_mix(SIZES, {}, total=60)
    assert mix.classes == Span(3, 8)
    assert mix.sentences()[0] == ("托位60个：乳儿班未知、托小班未知、托大班未知；月龄构成未知，列出所有可能构成的范围")


def brute_force(total: int, need: Any) -> Span:
    infant, small, large = (size for size in SIZES if size.place_class is not PlaceClass.MIXED)
    found = [
        need(a, infant) + need(b, small) + need(total - a - b, large)
        for a in range(total + 1)
        for b in range(total - a + 1)
    ]
    return Span(min(found), max(found))


@pytest.mark.parametrize("total", [1, 2, 3, 10, 17, 20, 36, 60])
def test_the_range_is_that_of_every_split(total: int) -> None:
    mix = class_mix(SIZES, {}, total=total)
    assert mix.classes == brute_force(total, fewest_classes)
    assert mix.carers == brute_force(total, fewest_carers)


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: size.place_class)
def test_carers_are_the_fewest_over_every_way_to_fill_the_fewest_classes(size: ClassSize) -> None:
    assert size.children_per_carer is not None
    for places in range(1, 2 * size.size + 1):
        classes = fewest_classes(places, size)
        fills = [fill for fill in product(range(size.size + 1), repeat=classes) if sum(fill) == places]
        fewest = min(sum(-(-held // size.children_per_carer) for held in fill) for fill in fills)
        assert fewest_carers(places, size) == fewest


def test_one_known_age_narrows_the_range() -> None:
    # 10 infants of 20: the other ten are one class of either age or two of both.
    mix = class_mix(SIZES, {INFANT: 10}, total=20)
    assert mix.classes == Span(2, 3)


def test_floor_area_comes_with_the_source_of_its_figure() -> None:
    mix = class_mix(SIZES, {}, total=60, per_place_m2=Decimal("9.5"), m2_source="本地标准")
    assert mix.floor_area is not None
    assert mix.floor_area.total_m2 == 570
    assert any("570平方米：60×每托位9.5平方米（本地标准）" in line for line in mix.sentences())
    assert class_mix(SIZES, {}, total=60).floor_area is None


def test_without_a_ratio_carers_are_not_computed() -> None:
    bare = tuple(size.model_copy(update={"children_per_carer": None, "carers_clause": ""}) for size in SIZES)
    mix = class_mix(bare, {}, total=60)
    assert mix.carers is None
    assert "保育人员：方案没有全部班型的配备比例，无法计算" in mix.sentences()


@pytest.mark.parametrize(
    ("places", "more"),
    [
        ({}, {}),
        ({INFANT: 10}, {}),
        ({}, {"total": 0}),
        ({}, {"total": 5_001}),
        ({INFANT: -1}, {"total": 10}),
        ({INFANT: 11}, {"total": 10}),
        ({INFANT: 1, SMALL: 1, LARGE: 1}, {"total": 10}),
        ({}, {"total": 10, "per_place_m2": Decimal(9)}),
        ({}, {"total": 10, "m2_source": "本地"}),
        ({}, {"total": 10, "per_place_m2": Decimal(0), "m2_source": "本地"}),
    ],
)
def test_what_cannot_be_put_into_classes_is_refused(places: Any, more: Any) -> None:
    with pytest.raises(ClassMixError):
        class_mix(SIZES, places, **more)


def test_a_profile_without_classes_is_told_what_to_add() -> None:
    with pytest.raises(ClassMixError, match="乳儿班"):
        class_mix((), {}, total=10)


def test_every_profile_with_classes_has_the_national_ratios_and_none_for_mixed_ages() -> None:
    for profile_id in list_profiles():
        for size in load_profile(profile_id).classes:
            expected = {INFANT: 3, SMALL: 5, LARGE: 7}.get(size.place_class)
            assert size.children_per_carer == expected, (profile_id, size.place_class)


def test_a_ratio_needs_its_clause() -> None:
    with pytest.raises(ValueError, match="come together"):
        ClassSize.model_validate(SIZES[0].model_dump() | {"carers_clause": ""})
