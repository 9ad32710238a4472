"""The whole catalogue: 163 rows of five documents, each carried by a rule or by a line of the checklist."""

import pytest

from planning.policy.examples.library import library
from planning.policy.profile import Profile
from planning.policy.reading import load_profile

ROWS = {
    "ezhou-2021-draft": [*(f"EZ-{n:02}" for n in range(1, 24)), *(f"EZ-A{n:02}" for n in range(1, 17))],
    "guangzhou-2023-2025": [f"GZ-{n:02}" for n in range(1, 52)],
    "gansu": [
        *("GS-00", "GS-04a", "GS-04b", "GS-04c", "GS-05", "GS-06", "GS-07", "GS-08", "GS-10", "GS-11", "GS-12"),
        *("GS-13a", "GS-13b", "GS-14a", "GS-14b", "GS-14c", *(f"GS-{n}" for n in range(15, 28))),
    ],
    "shanxi-2020": [f"SX-{n:02}" for n in range(1, 23)],
    "county-2025": [f"UC-{n:02}" for n in range(1, 23)],
}
PROFILES = {name: load_profile(name) for name in ROWS}
# A person answers the one; the numbers of a document, which are always known, the other.
_BY_ITSELF = {"checklist", "consistency"}
# What a pencil can show to be so, not so, and unknown.
THREE = (
    {"met", "deadline_passed_met"},
    {"not_met", "deadline_passed_not_met"},
    {"undetermined", "deadline_passed_unknown"},
)


def test_there_are_163_rows() -> None:
    assert sum(len(rows) for rows in ROWS.values()) == 163


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_row_is_carried_and_nothing_else_is(profile: Profile) -> None:
    assert {rule.catalogue_row for rule in profile.rules} == set(ROWS[profile.profile_id])


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_rule_has_our_summary_its_clause_and_whom_it_serves(profile: Profile) -> None:
    assert [rule.id for rule in profile.rules if not (rule.summary and rule.source.clause and rule.serves)] == []


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_computed_rule_has_an_example_that_is_met_one_that_is_not_and_one_unknown(profile: Profile) -> None:
    missing = {}
    for rule in profile.rules:
        outcomes = {str(one.outcome) for example in library().get(rule.id, ()) for one in example.findings}
        if rule.type not in _BY_ITSELF and not all(outcomes & kind for kind in THREE):
            missing[rule.id] = outcomes
    assert missing == {}
