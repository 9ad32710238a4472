"""Numbers that a document leaves to the place: asked for by name, cited by themselves, never borrowed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.errors import ProfileRefused
from planning.policy.clauses import Clause
from planning.policy.examples.world import small_city
from planning.policy.parameters import Parameter
from planning.policy.reading import read_profile
from tests.planning.policy.rules.laws import DOCUMENT, a_rule
from tests.planning.policy.test_reading import HEAD

RATIO = a_rule("density", level="city", parameter="per_1000")
NEAR = a_rule(
    "siting",
    level="site",
    terms=[{"column": "metres", "zh": "到公交站的距离", "unit": "米", "at_most_parameter": "near_m"}],
)
GIVEN = """
[[parameter]]
id = "per_1000"
zh = "每千人口托位数"
value = {value}
{source}
"""
SOURCE = 'source = { document = "d", clause = "地方规定", mark = "U" }'


def _number(name: str, value: str, *, mark: str = "") -> dict[str, Parameter]:
    clause = Clause.model_validate({"document": DOCUMENT, "clause": "本地", "mark": mark})
    return {name: Parameter(id=name, zh=name, value=Decimal(value), source=clause)}


def test_without_the_number_the_rule_says_which_one_it_asks_for() -> None:
    assert RATIO.unsupplied() == ("per_1000",)
    facts = small_city(on=date(2026, 1, 1), units=[{"level": "city", "id": "C", "residents": 1000}], sites=[])
    some = small_city(
        on=date(2026, 1, 1), units=[{"level": "city", "id": "C", "residents": 1000}], sites=[{"id": "a", "places": 9}]
    )
    assert RATIO.evaluate(facts)["outcome"].item() == "not_met"
    row = RATIO.evaluate(some).iloc[0]
    assert row["outcome"] == "undetermined"
    assert "per_1000" in row["reason"]


def test_with_the_number_the_clause_and_the_number_are_cited_one_beside_the_other() -> None:
    rule = RATIO.supplied(_number("per_1000", "4.5", mark="U"))
    facts = small_city(
        on=date(2026, 1, 1), units=[{"level": "city", "id": "C", "residents": 1001}], sites=[{"id": "a", "places": 5}]
    )
    row = rule.evaluate(facts).iloc[0]
    # 1,001 x 4.5 / 1,000 = 4.5045, so 5.
    assert (row["required"], row["outcome"]) == (5, "met")
    step = rule.step(row, facts)
    assert [clause.clause for clause in step.clauses] == ["1", "本地"]
    assert "《某市办法》 1；另据《某市办法》 本地（未核实；unverified）" in step.says


def test_a_number_under_another_name_is_not_taken() -> None:
    assert RATIO.supplied(_number("near_m", "4")) is RATIO


@pytest.mark.parametrize(("metres", "outcome"), [(300, "met"), (301, "not_met"), (None, "undetermined")])
def test_a_distance_that_no_document_gives_is_a_number_of_the_place_and_includes_its_end(
    metres: int | None, outcome: str
) -> None:
    facts = small_city(on=date(2026, 1, 1), units=[{"level": "site", "id": "s", "metres": metres}])
    assert NEAR.evaluate(facts)["outcome"].item() == "undetermined"
    assert NEAR.supplied(_number("near_m", "300")).evaluate(facts)["outcome"].item() == outcome


@pytest.mark.parametrize(
    ("value", "source", "says"),
    [("4", "", "a number needs a source"), ("0", SOURCE, "greater than 0"), ('"四"', SOURCE, "value")],
)
def test_a_number_without_a_source_or_that_is_none_is_refused(
    tmp_path: Path, value: str, source: str, says: str
) -> None:
    path = tmp_path / "town.toml"
    path.write_text(HEAD + GIVEN.format(value=value, source=source), encoding="utf-8")
    with pytest.raises(ProfileRefused) as refused:
        read_profile(path)
    assert "parameter[1]" in refused.value.key
    assert says in f"{refused.value.key} {refused.value.remedy}"


def test_a_further_source_of_a_rule_is_named_by_its_clause_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    clause = '[[clause]]\nid = "M3"\ndocument = "d"\nclause = "编码表"\nmark = "U"\n'
    rule = (
        '[[rule]]\nid = "X-01"\ntype = "host"\nname = "载体"\nlevel = "host"\ncolumn = "host_kind"\n'
        'column_zh = "类型"\nallowed = ["文化站"]\nsource = { document = "d", clause = "1" }\nrests_on = ["M3"]\n'
    )
    path = tmp_path / "town.toml"
    path.write_text(HEAD + clause + rule, encoding="utf-8")
    assert [item.mark for item in read_profile(path).rule("X-01").clauses] == ["", "U"]
    path.write_text(HEAD + rule, encoding="utf-8")
    with pytest.raises(ProfileRefused, match="no clause 'M3'"):
        read_profile(path)
