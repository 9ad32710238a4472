"""A key path is found in the text of a profile, table by table."""

from pathlib import Path

import pytest

from planning.errors import ProfileRefused
from planning.policy.lines import line_of
from planning.policy.reading import read_profile

TEXT = """[profile]
id = "town"

[[rule]]
id = "T-01"   # source = none
source = { document = "d", clause = "1" }

[[rule]]
id = "T-02"
filter = [
  { era = "new" },
  { kinds = ["town"], min_residents = 5 },
]

[rule.sites]
inclusive = true

[[reading]]
id = "7.1"
[[reading.option]]
key = "a"
sets = []
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("profile.id", 2),
        ("profile.name", 1),  # missing: the line of its table
        ("rule[1] T-01.source", 6),
        ("rule[1] T-01.source.clause", 6),
        ("rule[2] T-02", 8),
        ("rule[2] T-02.filter.1.min_residents", 12),
        ("rule[2] T-02.sites.inclusive", 16),
        ("rule T-02", 8),
        ("reading 7.1.option a.sets", 22),
        ("rule[3] T-03.source", None),
        ("apportion.rules", None),
    ],
)
def test_a_key_path_has_the_line_it_stands_on(key: str, line: int | None) -> None:
    assert line_of(TEXT, key) == line


def test_a_refusal_says_the_line_before_the_key(tmp_path: Path) -> None:
    path = tmp_path / "town.toml"
    path.write_text('[profile]\nid = "village"\n', encoding="utf-8")
    with pytest.raises(ProfileRefused) as refused:
        read_profile(path)
    assert refused.value.line == 2
    assert str(refused.value) == "town.toml: line 2 profile.id: write id = 'town', the name of the file"


def test_a_fault_of_a_profile_that_is_adopted_from_has_the_line_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "village.toml").write_text('\n\n[surplus]\n[profile]\nid = "village"\n', encoding="utf-8")
    path = tmp_path / "town.toml"
    path.write_text('[profile]\nid = "town"\n[[adopt]]\nprofile = "village"\nrules = []\n', encoding="utf-8")
    with pytest.raises(ProfileRefused) as refused:
        read_profile(path)
    assert (refused.value.file, refused.value.line) == ("village.toml", 3)
