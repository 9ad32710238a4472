"""What an example says briefly stands for what it means at length."""

from datetime import date

import pytest
from pydantic import ValidationError

from planning.policy.examples.checking import facts_of
from planning.policy.examples.example import Example, SiteRow
from planning.policy.reading import load_profile


def _example(**site: object) -> Example:
    return Example.model_validate(
        {
            "title": "三家",
            "rule": "GZ-04",
            "on": date(2023, 12, 31),
            "units": [{"level": "city", "id": "C"}],
            "sites": [{"id": "a", "kind": "employer", **site}],
            "findings": [{"area": "C", "outcome": "not_met"}],
        }
    )


def test_a_repeated_site_is_as_many_sites_of_as_many_institutions() -> None:
    facts = facts_of(_example(repeat=3, places=20), load_profile("guangzhou-2023-2025"))
    assert facts.sites is not None
    assert facts.sites["places"].to_list() == [20, 20, 20]
    assert facts.sites.index.to_list() == ["a-1", "a-2", "a-3"]
    assert facts.sites["institution_id"].nunique() == 3
    assert "repeat" not in facts.sites


def test_a_site_by_itself_keeps_its_name_and_none_stands_less_than_once() -> None:
    assert SiteRow(id="a").rows() == [{"id": "a", "within": ()}]
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        SiteRow(id="a", repeat=0)
