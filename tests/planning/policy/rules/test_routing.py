"""Who registers an institution, where it is filed, and who must be told."""

import re
from itertools import product

import pytest

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, WAYS, a_rule, judged, told_by

GANSU, SHANXI = load_profile("gansu"), load_profile("shanxi-2020")
REGISTRAR = {
    "public_institution": "staffing_office",
    "social_service": "civil_affairs",
    "for_profit": "market_regulation",
}


@pytest.mark.parametrize("rule", [GANSU.rule("GS-18"), SHANXI.rule("SX-12")], ids=lambda rule: rule.id)
def test_the_legal_form_decides_who_registers(rule) -> None:  # type: ignore[no-untyped-def]
    pairs = list(product(REGISTRAR, REGISTRAR.values()))
    units = [
        {
            "level": "institution",
            "id": f"i{n}",
            "legal_form": form,
            "registered_with": office,
            "registered_at_level": "county",
        }
        for n, (form, office) in enumerate(pairs)
    ]
    assert list(judged(rule, units).values()) == [
        "met" if REGISTRAR[form] == office else "not_met" for form, office in pairs
    ]


def test_a_term_that_fails_decides_and_an_unknown_one_leaves_open() -> None:
    ways = list(product(WAYS, repeat=2))
    office = {True: "market_regulation", False: "civil_affairs", None: None}
    level = {True: "city", False: "township", None: None}
    units = [
        {
            "level": "institution",
            "id": f"i{n}",
            "legal_form": "for_profit",
            "registered_with": office[one],
            "registered_at_level": level[other],
        }
        for n, (one, other) in enumerate(ways)
    ]
    assert list(judged(SHANXI.rule("SX-12"), units).values()) == [told_by(way) for way in ways]


def test_whom_a_registrar_tells_is_the_health_office_of_its_own_level() -> None:
    own = {
        "county": {"county", "district"},
        "district": {"county", "district"},
        "city": {"city"},
        "province": {"province"},
    }
    pairs = list(product(own, ("county", "district", "city", "province")))
    units = [
        {
            "level": "institution",
            "id": f"i{n}",
            "registered_at_level": at,
            "told_health_office": True,
            "told_health_office_level": told,
        }
        for n, (at, told) in enumerate(pairs)
    ]
    found = judged(SHANXI.rule("SX-12-told"), units)
    assert list(found.values()) == ["met" if told in own[at] else "not_met" for at, told in pairs]


def test_filing_is_the_same_for_every_form_so_that_no_form_need_be_known() -> None:
    units = [{"level": "institution", "id": "i1", "filed_with": "health_office", "filed_at_level": "county"}]
    assert judged(GANSU.rule("GS-19"), units) == {"i1": "met"}
    assert judged(SHANXI.rule("SX-12-filed"), units) == {"i1": "met"}
    assert GANSU.rule("GS-19").formula() == "逐项核对"


def test_the_first_route_that_is_for_a_subject_is_its_route() -> None:
    late = {"column": "b", "zh": "乙项", "is_true": True}
    first = {"when": {"form": "x"}, "says": "先", "terms": [{"column": "a", "zh": "甲项", "is_true": True}]}
    rule = a_rule("routing", level="institution", routes=[first, {"says": "后", "terms": [late]}], decided_by="形式")
    units = [
        {"level": "institution", "id": "i1", "form": "x", "a": True, "b": False},
        {"level": "institution", "id": "i2", "form": "y", "a": True, "b": False},
        {"level": "institution", "id": "i3", "a": True, "b": True},
    ]
    assert judged(rule, units) == {"i1": "met", "i2": "not_met", "i3": "undetermined"}


def test_what_decides_the_route_is_named_where_it_is_missing_and_in_the_trace() -> None:
    rule = SHANXI.rule("SX-12-told")
    facts = small_city(on=DAY, units=[{"level": "institution", "id": "i1", "told_health_office": True}])
    row = rule.evaluate(facts).iloc[0]
    assert row["reason"] == "路径不明：缺少“登记部门级别”"
    step = rule.step(row, facts)
    assert [(item.name, item.value) for item in step.inputs] == [
        ("登记部门级别", "—"),
        ("向卫生健康部门推送登记信息", "True"),
        ("收到推送的卫生健康部门级别", "—"),
    ]
    assert rule.formula() == "按登记部门级别查路径，再逐项核对"


def test_a_verdict_reads_in_chinese_although_the_offices_are_codes() -> None:
    unit = {"level": "institution", "id": "i1", "legal_form": "for_profit", "registered_with": "civil_affairs"}
    facts = small_city(on=DAY, units=[unit])
    for rule in (GANSU.rule("GS-18"), SHANXI.rule("SX-12")):
        assert rule.evaluate(facts)["reason"].item() == "不满足“登记部门为市场监管部门”"


@pytest.mark.parametrize("profile", [GANSU, SHANXI], ids=lambda profile: profile.profile_id)
def test_no_standard_of_a_profile_shows_a_code(profile) -> None:  # type: ignore[no-untyped-def]
    allowed = {"new_area_places_per_1000", "transport_distance_m", "harm_distance_m", "GB"}
    for rule in profile.rules:
        assert set(re.findall(r"[A-Za-z][A-Za-z_0-9]+", rule.standard() + rule.formula())) <= allowed
