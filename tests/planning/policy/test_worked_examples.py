"""Cases that a planner can check with a pencil (planning/policy/worked_examples), each through its rule."""

from pathlib import Path

import pytest

from planning.policy import examples
from planning.policy.examples.checking import check
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.kinds import rule_kinds
from planning.policy.reading import list_profiles, load_profile

FOLDER = Path(examples.__file__).parents[1] / "worked_examples"
EXAMPLES = [example for path in example_files([FOLDER]) for example in read_examples(path)]
PROFILES = {name: load_profile(name) for name in list_profiles()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.title}")
def test_a_rule_says_of_the_example_what_a_pencil_says(example) -> None:  # type: ignore[no-untyped-def]
    checked = check(example, PROFILES.__getitem__)
    assert checked.refused == ""
    assert checked.differences == ()


def test_the_examples_cover_every_kind_of_rule() -> None:
    kinds = {PROFILES[example.profile].rule(example.rule).type for example in EXAMPLES}
    assert kinds == set(rule_kinds())
