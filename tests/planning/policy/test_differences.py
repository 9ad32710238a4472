"""Two profiles side by side: what one adds, drops or words otherwise, and nothing else."""

from pathlib import Path

from planning.policy.differences import Change, Difference, Part, differences
from planning.policy.profile import Profile
from planning.policy.reading import list_profiles, load_profile, read_profile

TOWN = """
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

[[parameter]]
id = "ratio"
zh = "千人口托位数"
value = 4
source = { document = "d", clause = "2" }

[[rule]]
id = "T-01"
type = "density"
name = "新建居住区"
level = "residential-area"
filter = { era = "new", min_residents = 8000 }
parameter = "ratio"
source = { document = "d", clause = "3" }

[[supply]]
kinds = ["nursery"]
states = ["filed"]
source = { document = "d", clause = "4" }

[[supply]]
kinds = ["nursery"]
states = ["changed"]
source = { document = "d", clause = "5" }

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
sets = [{ rule = "T-01", key = "filter.0.min_residents_included", value = false }]
"""


def read(folder: Path, text: str) -> Profile:
    path = folder / "town.toml"
    path.write_text(text, encoding="utf-8")
    return read_profile(path)


def changed(folder: Path, old: str, new: str) -> tuple[Difference, ...]:
    assert old in TOWN
    return differences(read(folder, TOWN), read(folder, TOWN.replace(old, new)))


def test_no_profile_differs_from_itself() -> None:
    for profile_id in list_profiles():
        assert differences(load_profile(profile_id), load_profile(profile_id)) == ()


def test_a_threshold_that_lies_deep_in_a_rule_is_told_by_its_key(tmp_path: Path) -> None:
    (told,) = changed(tmp_path, "8000", "9000")
    assert told == Difference(Part.RULE, "T-01", Change.CHANGED, "filter.0.min_residents", "8000", "9000")


def test_a_number_of_the_place_changes_the_parameter_and_not_the_rule_as_written(tmp_path: Path) -> None:
    (told,) = changed(tmp_path, "value = 4", "value = 6")
    assert told == Difference(Part.PARAMETER, "ratio", Change.CHANGED, "value", "4", "6")


def test_another_reading_changes_the_reading_alone(tmp_path: Path) -> None:
    (told,) = changed(tmp_path, 'chosen = "a"', 'chosen = "b"')
    assert (told.part, told.id, told.key, told.first, told.second) == (Part.READING, "1", "chosen", "a", "b")


def test_a_document_under_another_title_is_one_difference_and_not_one_of_each_rule(tmp_path: Path) -> None:
    (told,) = changed(tmp_path, "某镇标准", "某镇办法")
    assert (told.part, told.id, told.key) == (Part.DOCUMENT, "d", "title")


def test_two_routes_of_one_kind_are_both_compared(tmp_path: Path) -> None:
    (told,) = changed(tmp_path, '"changed"', '"registered"')
    assert (told.part, told.key, told.first, told.second) == (Part.SUPPLY, "states.0", "changed", "registered")
    (first,) = changed(tmp_path, '"filed"', '"registered"')
    assert (first.first, first.second) == ("filed", "registered")


def test_what_one_adds_the_other_lacks(tmp_path: Path) -> None:
    one, other = read(tmp_path, TOWN), load_profile("demo-city")
    there = {(item.part, item.id) for item in differences(one, other) if item.change is Change.ADDED}
    back = {(item.part, item.id) for item in differences(other, one) if item.change is Change.REMOVED}
    assert there == back
    assert (Part.RULE, "GZ-07") in there
