"""A profile is taken whole or refused with file, key and remedy."""

from decimal import Decimal
from pathlib import Path

import pytest

from planning.errors import ProfileRefused, UnknownProfile
from planning.policy.reading import list_profiles, load_profile, read_profile
from planning.policy.rules.density import Density

HEAD = """
[profile]
id = "town"
name = "某镇"
name_en = "A town"
status = "local"

[[document]]
id = "d"
title = "某镇标准"
issuer = "某镇"
status = "local"
"""
RULE = """
[[rule]]
id = "T-01"
type = "density"
name = "千人口托位数"
level = "city"
places_per_1000 = 4.4
source = { document = "d", clause = "3.1", quote = "4.4个" }
"""
SHARED_OUT = """
[apportion]
rules = ["T-01"]
levels = ["district", "life-circle"]
source = { document = "d", clause = "4" }
"""
CIRCLES = """
[circles]
minutes = ["10", "15"]
share_sites = false
source = { document = "d", clause = "2" }
"""
REACH = """
[reach]
radius_m = { 15 = 1000, 10 = 500 }
source = { document = "d", clause = "5" }
"""
DROPPED = """
[[reading]]
id = "1"
point = "…"
rules = ["T-01"]
chosen = "a"
[[reading.option]]
key = "a"
says = "…"
[[reading.option]]
key = "b"
says = "…"
drops = ["T-01"]
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "town.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_number_is_read_as_the_decimal_that_is_written(tmp_path: Path) -> None:
    rule = read_profile(_written(tmp_path, HEAD + RULE)).rule("T-01")
    assert isinstance(rule, Density)
    assert rule.places_per_1000 == Decimal("4.4")
    assert rule.source.cite() == "《某镇标准》 3.1「4.4个」"


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        (HEAD + RULE.replace("source", "note = '' #"), "rule[1] T-01.source", "a number needs a source"),
        (HEAD + RULE.replace('"density"', '"per_head"'), "rule[1] T-01.type", "consistency, count, density"),
        (HEAD + RULE + "deadline = 2025-02-30", "rule[1] T-01.deadline", "2025-02-30 is not in the calendar"),
        (HEAD + RULE + "deadline = 'soon'", "rule[1] T-01.deadline", "valid date"),
        (HEAD + RULE.replace('"d", clause', '"e", clause'), "rule[1] T-01.source.document", "choose from: d"),
        (HEAD + RULE.replace('"city"', '"county"'), "rule[1] T-01.level", "'city', 'district'"),
        (HEAD + RULE.replace("4.4\n", "nan\n"), "rule[1] T-01.places_per_1000", "finite"),
        (HEAD + RULE.replace("4.4\n", "true\n"), "rule[1] T-01.places_per_1000", "not exact"),
        (HEAD + RULE.replace("4.4\n", "-1\n"), "rule[1] T-01.places_per_1000", "greater than 0"),
        (HEAD + RULE.replace("places_per_1000", "places_per_100"), "rule[1] T-01.places_per_100", "unknown key"),
        (HEAD + RULE + "radius = 300", "rule[1] T-01.radius", "unknown key; known: id, type"),
        (HEAD + RULE + "filter = { ages = 'new' }", "rule[1] T-01.filter.0.ages", "unknown key"),
        (HEAD + RULE + RULE, "rule T-01", "the id stands twice"),
        (HEAD + RULE + "[surplus]\n", "surplus", "unknown key; did you mean 'supply'?"),
        (HEAD.replace('"town"', '"city"'), "profile.id", "write id = 'town'"),
        (
            HEAD + '[[adopt]]\nprofile = "nowhere"\nrules = []',
            "adopt[1].profile",
            "choose from: county-2025, demo-city",
        ),
        (HEAD + '[[adopt]]\nprofile = "demo-city"\nrules = ["XX-1"]', "adopt[1].rules", "has no rule 'XX-1'"),
        (HEAD + '[[adopt]]\nprofile = "town"\nrules = []', "adopt", "adopts itself"),
        (HEAD + "[[supply]]\nkinds = ['nursery']\nstates = ['filed']", "supply[1].source", "a number needs a source"),
        (HEAD + "[reach]\nradius_m = { 15 = 1000 }", "reach.source", "a number needs a source"),
        (HEAD + "[circles]\nminutes = ['15']\nshare_sites = true", "circles.source", "a number needs a source"),
        (
            HEAD + "[[circles]]\nminutes = ['15']\nshare_sites = true\nsource = { document = 'd', clause = '1' }\n" * 2,
            "circles[2]",
            "write it once",
        ),
        (HEAD + RULE + SHARED_OUT + "by = 'residents'\n", "apportion.by", "unknown key; known: rules, levels"),
        (HEAD + RULE + SHARED_OUT.replace('"T-01"', '"T-09"'), "apportion.rules", "no rule 'T-09' in this profile"),
        (HEAD + CIRCLES + REACH.replace("15 = 1000, ", ""), "reach.radius_m", "no radius for 15 minutes; add 15 ="),
        (HEAD + "[[document]]\nid = 'x'", "document[2] x.title", "is missing"),
        (HEAD + "[[rule]\nid = 1", "line 13", "not TOML"),
        ("rule = 3" + HEAD, "rule", "[[rule]]"),
        (HEAD + '[[adopt]]\nprofile = "demo-city"\nrules = 7', "adopt[1].rules", "list the ids"),
    ],
)
def test_a_fault_is_refused_with_the_key_it_stands_at_and_its_remedy(
    tmp_path: Path, text: str, key: str, remedy: str
) -> None:
    with pytest.raises(ProfileRefused) as refused:
        read_profile(_written(tmp_path, text))
    assert refused.value.file == "town.toml"
    assert key in refused.value.key
    assert remedy in refused.value.remedy


def test_an_impossible_date_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused) as refused:
        read_profile(_written(tmp_path, HEAD + RULE + "deadline = 2025-02-30\n"))
    assert refused.value.key == "line 21 rule[1] T-01.deadline"


def test_a_table_whose_rows_do_not_add_up_to_its_printed_totals_is_refused(tmp_path: Path) -> None:
    table = """
[[rule]]
id = "T-02"
type = "schedule"
name = "指标"
level = "district"
dates = [2025-12-31]
totals = [31]
rows = [{ area_id = "1", name = "甲", values = [10] }, { area_id = "2", name = "乙", values = [20] }]
source = { document = "d", clause = "附件" }
"""
    with pytest.raises(ProfileRefused, match=r"add up to \[30\], the printed totals are \[31\]"):
        read_profile(_written(tmp_path, HEAD + table))


def test_a_file_that_is_not_utf_8_or_not_there_is_refused_like_any_fault(tmp_path: Path) -> None:
    path = tmp_path / "town.toml"
    with pytest.raises(ProfileRefused, match="no such file"):
        read_profile(path)
    path.write_bytes("某镇".encode("gbk"))
    with pytest.raises(ProfileRefused, match="UTF-8"):
        read_profile(path)


def test_an_unknown_profile_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownProfile) as unknown:
        load_profile("nowhere")
    assert unknown.value.choices == list_profiles()


def test_a_users_own_profile_adopts_clauses_of_the_products(tmp_path: Path) -> None:
    adopt = '[[adopt]]\nprofile = "guangzhou-2023-2025"\nrules = ["GZ-07"]\n'
    profile = read_profile(_written(tmp_path, HEAD + adopt + RULE))
    assert [rule.id for rule in profile.rules] == ["GZ-07", "T-01"]
    assert profile.rule("GZ-07").source.document.number == "穗府办〔2024〕3号"
    assert load_profile("town", folder=tmp_path) == profile


def test_a_profile_needs_no_classes_and_its_reach_a_radius_for_every_circle_it_judges(tmp_path: Path) -> None:
    profile = read_profile(_written(tmp_path, HEAD + RULE + CIRCLES + REACH + SHARED_OUT))
    assert profile.classes == ()
    assert profile.reach is not None
    assert profile.reach.radius_m == {"15": 1000, "10": 500}
    assert read_profile(_written(tmp_path, HEAD + CIRCLES)).reach is None
    assert read_profile(_written(tmp_path, HEAD + REACH)).circles is None


def test_no_reading_may_drop_a_rule_whose_target_is_shared_out(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match="reading 1 drops 'T-01' as 'b'") as refused:
        read_profile(_written(tmp_path, HEAD + RULE + SHARED_OUT + DROPPED))
    assert refused.value.key == "apportion.rules"
    assert read_profile(_written(tmp_path, HEAD + RULE + DROPPED)).read_as("1", "b").rules == ()
