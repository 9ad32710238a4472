"""Whom and what a density counts, where a reading takes other people or some of the places."""

from decimal import Decimal

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, a_rule, judged

GUANGZHOU = load_profile("guangzhou-2023-2025")


def test_the_trace_of_the_other_population_names_it_and_its_source() -> None:
    rule = GUANGZHOU.read_as("7.18", "b").rule("GZ-21")
    city = {"level": "city", "id": "C", "residents": 2000}
    said = {"of": "C", "attribute": "registered_residents", "on": DAY, "value": "1000", "source": "公安年报"}
    facts = small_city(on=DAY, units=[city], statements=[said], reported={"C": 6})
    step = rule.step(rule.evaluate(facts).iloc[0], facts)
    people = step.inputs[0]
    assert (people.name, people.value, people.source) == ("户籍人口", "1000", "公安年报")
    assert "户籍人口1,000人" in step.says
    assert "⌈1,000×5.8÷1000⌉=6" in step.says
    assert "户籍人口" in rule.reads()


def test_where_nobody_counted_the_other_population_residents_do_not_stand_in() -> None:
    rule = GUANGZHOU.read_as("7.18", "b").rule("GZ-21")
    facts = small_city(on=DAY, units=[{"level": "city", "id": "C", "residents": 2000}], reported={"C": 12})
    assert rule.evaluate(facts)["outcome"].item() == "deadline_passed_unknown"


def test_only_the_places_that_the_filter_lets_through_answer() -> None:
    rule = a_rule("density", level="city", places_per_1000=Decimal(4), sites={"kinds": ["nursery"]})
    city = [{"level": "city", "id": "C", "residents": 1000}]
    sites = [{"id": "a", "kind": "nursery", "places": 3}, {"id": "b", "kind": "employer", "places": 9}]
    assert judged(rule, city, sites=sites) == {"C": "not_met"}
    assert judged(rule, city, sites=[*sites, {"id": "c", "kind": "nursery", "places": 1}]) == {"C": "met"}
    assert rule.standard() == "不少于4个托育机构托位/千人"


def test_a_reported_total_is_not_split_into_those_that_are_open_to_others() -> None:
    rule = GUANGZHOU.read_as("7.20", "b").rule("GZ-07")
    facts = small_city(on=DAY, units=[{"level": "city", "id": "C", "residents": 1000}], reported={"C": 40})
    assert rule.evaluate(facts)["outcome"].item() == "deadline_passed_unknown"
