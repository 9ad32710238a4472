"""A profile is checked to its end: every fault with line, key and remedy, and what cannot be meant is an error too."""

from pathlib import Path

import pytest

from planning.policy.faults import Fault, profile_faults
from planning.policy.reading import PROFILES, list_profiles

HEAD = """[profile]
id = "town"
name = "某镇"
name_en = "A town"
status = "local"

[[document]]
id = "d"
title = "某镇标准"
issuer = "某镇"
status = "local"
"""  # 11 lines
RULE = """
[[rule]]
id = "T-01"
type = "density"
name = "千人口托位数"
summary = "每千人4.4个托位。"
level = "city"
places_per_1000 = 4.4
source = { document = "d", clause = "3.1", quote = "4.4个" }
"""  # the rule's head is line 13 when it comes first
SHARE = """
[[rule]]
id = "T-02"
type = "unit_share"
name = "社区覆盖率"
summary = "六成社区有托育设施。"
level = "street"
units = "community"
share = 0.6
source = { document = "d", clause = "3.2" }
"""


def faults(folder: Path, text: str, *, name: str = "town.toml") -> tuple[Fault, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return profile_faults(path)


def only(folder: Path, text: str) -> Fault:
    (fault,) = faults(folder, text)
    return fault


def test_a_sound_profile_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + RULE + SHARE) == ()


@pytest.mark.parametrize("profile_id", list_profiles())
def test_the_products_own_profiles_have_no_error(profile_id: str) -> None:
    assert [fault for fault in profile_faults(PROFILES / f"{profile_id}.toml") if not fault.warning] == []


@pytest.mark.parametrize(
    ("text", "line", "key", "zh", "en"),
    [
        (HEAD + RULE.replace("source =", "note = '' #"), 13, "rule[1] T-01.source", "必须有出处", "needs a source"),
        (HEAD + RULE + "sumary = ''", 21, "rule[1] T-01.sumary", "是不是summary", "did you mean 'summary'?"),
        (HEAD + RULE + "supplied_by = []", 21, "rule[1] T-01.supplied_by", "不能手写", "never written"),
        (HEAD + RULE + "weights = { a = 1 }", 21, "rule[1] T-01.weights", "不能手写", "never written"),
        (HEAD + RULE.replace("= 4.4\n", '= "4.4"\n'), 19, "rule[1] T-01.places_per_1000", "请写4.4", "write 4.4"),
        (HEAD + SHARE.replace("0.6\n", "60\n"), 20, "rule[1] T-02.share", "请写0.6，不写60", "write 0.6, not 60"),
        (HEAD + SHARE.replace("0.6\n", '"60%"\n'), 20, "rule[1] T-02.share", "请写0.6", "write 0.6"),
        (HEAD + RULE.replace('"density"', '"densty"'), 15, "rule[1] T-01.type", "是不是density", "mean 'density'?"),
        (
            HEAD + RULE + "in_force_from = 2025-01-01\nin_force_until = 2024-01-01",
            21,
            "rule[1] T-01.in_force_from",
            "写反了",
            "swapped",
        ),
        (
            HEAD + RULE + "in_force_from = 2025-01-01\ndeadline = 2024-12-31",
            22,
            "rule[1] T-01.deadline",
            "早于施行日",
            "before in_force_from",
        ),
        (HEAD + RULE + 'filter = { era = "new" }', 21, "rule[1] T-01.filter.era", "永远不适用", "a city has no era"),
        (HEAD + RULE + 'filter = { kinds = ["town"] }', 21, "rule[1] T-01.filter.kinds", "可选：city", "it has: city"),
        (
            HEAD + SHARE + 'filter = { kinds = ["town"] }',
            22,
            "rule[1] T-02.filter.kinds",
            "可选：urban_community, village",
            "no community is of the kind town",
        ),
        (
            HEAD + RULE + "filter = { min_residents = 0 }",
            21,
            "rule[1] T-01.filter.min_residents",
            "去掉",
            "leave it out",
        ),
        (HEAD + RULE + RULE, 22, "rule T-01", "编号重复", "stands twice"),
        (HEAD + RULE + 'name = "again"', 21, "rule[1] T-01.name", "重复", "stands twice; keep one"),
        (HEAD + '[[adopt]]\nprofile = "town"\nrules = []', 12, "adopt", "循环采用：town", "adopts itself"),
        (HEAD + "[surplus]", 12, "surplus", "是不是supply", "did you mean 'supply'?"),
        (HEAD.replace('name = "某镇"\n', ""), 1, "profile.name", "缺少", "is missing; add it"),
        ("not toml", 1, "(line)", "TOML", "not TOML"),
    ],
)
def test_a_fault_is_told_with_line_key_and_remedy_in_both_languages(
    tmp_path: Path, text: str, line: int, key: str, zh: str, en: str
) -> None:
    fault = only(tmp_path, text)
    assert (fault.file, fault.line, fault.key, fault.warning) == ("town.toml", line, key, False)
    assert zh in fault.zh
    assert en in fault.en


def test_every_faulty_rule_is_told_and_every_fault_of_one(tmp_path: Path) -> None:
    broken = RULE.replace("source =", "note = '' #").replace('"city"', '"county"') + "size = 1\n"
    told = faults(tmp_path, HEAD + broken + SHARE.replace("0.6\n", "60\n"))
    assert [(fault.line, fault.key) for fault in told] == [
        (13, "rule[1] T-01.source"),
        (18, "rule[1] T-01.level"),
        (21, "rule[1] T-01.size"),
        (30, "rule[2] T-02.share"),
    ]


def test_no_internal_key_is_proposed(tmp_path: Path) -> None:
    fault = only(tmp_path, HEAD + RULE + "zzz = 1")
    assert "supplied_by" not in fault.en
    assert "places_per_1000" in fault.en


def test_what_only_names_a_faulty_table_is_not_told_again(tmp_path: Path) -> None:
    """The rule T-01 is faulty; that it is shared out is no second fault."""
    shared = '\n[apportion]\nrules = ["T-01"]\nlevels = ["district"]\nsource = { document = "d", clause = "4" }\n'
    assert only(tmp_path, HEAD + RULE.replace("4.4\n", "-1\n") + shared).key == "rule[1] T-01.places_per_1000"


def test_profiles_that_adopt_each_other_are_refused_with_the_way_round(tmp_path: Path) -> None:
    other = HEAD.replace('"town"', '"village"')
    (tmp_path / "village.toml").write_text(other + '[[adopt]]\nprofile = "town"\nrules = []', encoding="utf-8")
    fault = only(tmp_path, HEAD + '[[adopt]]\nprofile = "village"\nrules = []')
    assert "town -> village" in fault.en


def test_two_versions_of_a_rule_may_not_be_in_force_on_one_day(tmp_path: Path) -> None:
    """2024's 4.4 ends on the day on which 2025's 5 begins: both are in force on 1 January."""
    old = RULE + 'topic = "city_density"\nin_force_until = 2025-01-01\n'
    new = old.replace("T-01", "T-01-2025").replace("4.4\n", "5\n").replace("until", "from")
    fault = only(tmp_path, HEAD + old + new)
    assert fault.key == "rule[2] T-01-2025"
    assert "on 2025-01-01" in fault.en
    assert faults(tmp_path, HEAD + old.replace("2025-01-01", "2024-12-31") + new) == ()
    assert faults(tmp_path, HEAD + old + new.replace("= 5\n", "= 4.4\n")) == ()


def test_a_missing_summary_and_a_number_nobody_gives_are_warnings(tmp_path: Path) -> None:
    text = RULE.replace("places_per_1000 = 4.4", 'parameter = "ratio"').replace("summary =", "note =")
    told = faults(tmp_path, HEAD + text)
    assert [fault.warning for fault in told] == [True, True]
    assert {"ratio" in fault.en for fault in told} == {True, False}


def test_readings_whose_ids_have_dots_are_told_one_by_one(tmp_path: Path) -> None:
    """Both name a rule that is not there; the point 7.1 hides neither 7.2 nor itself."""
    reading = """
[[reading]]
id = "7.1"
point = "…"
rules = ["T-09"]
chosen = "a"
option = [{ key = "a", says = "…" }]
"""
    told = faults(tmp_path, HEAD + RULE + reading + reading.replace("7.1", "7.2"))
    assert [(fault.line, fault.key) for fault in told] == [(25, "reading 7.1.rules"), (32, "reading 7.2.rules")]
