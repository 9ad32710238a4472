"""Whether a site lies where the clause wants it, by distances that the place gives."""

from decimal import Decimal
from itertools import product

from planning.policy.clauses import Clause
from planning.policy.parameters import Parameter
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DOCUMENT, WAYS, a_rule, judged, told_by

TERMS = [
    {"column": "metres_to_transport", "zh": "到公共交通的距离", "unit": "米", "at_most_parameter": "near_m"},
    {"column": "metres_to_harm", "zh": "到有危害场所的距离", "unit": "米", "at_least_parameter": "far_m"},
    {"column": "residents_concentrated", "zh": "居民相对集中", "is_true": True},
]
RULE = a_rule("siting", level="site", terms=TERMS)
NEAR, FAR = (
    Parameter(
        id=name,
        zh=name,
        value=Decimal(metres),
        source=Clause.model_validate({"document": DOCUMENT, "clause": clause}),
    )
    for name, metres, clause in (("near_m", 300, "本地 1"), ("far_m", 50, "本地 2"))
)
GIVEN = RULE.supplied({"near_m": NEAR, "far_m": FAR})

TRANSPORT = {True: 300, False: 301, None: None}
HARM = {True: 50, False: 49, None: None}


def _sites() -> tuple[list[tuple[bool | None, ...]], list[dict[str, object]]]:
    ways = list(product(WAYS, repeat=3))
    sites = [
        {
            "level": "site",
            "id": f"s{n}",
            "metres_to_transport": TRANSPORT[near],
            "metres_to_harm": HARM[far],
            "residents_concentrated": dense,
        }
        for n, (near, far, dense) in enumerate(ways)
    ]
    return ways, sites


def test_a_factor_that_fails_decides_and_an_unknown_one_leaves_open() -> None:
    ways, sites = _sites()
    assert list(judged(GIVEN, sites).values()) == [told_by(way) for way in ways]


def test_without_the_numbers_of_the_place_no_site_is_near_or_far_enough() -> None:
    ways, sites = _sites()
    assert list(judged(RULE, sites).values()) == [told_by((None, None, dense)) for _, _, dense in ways]
    assert RULE.unsupplied() == ("near_m", "far_m")


def test_with_one_of_two_numbers_only_the_other_is_open() -> None:
    ways, sites = _sites()
    half = RULE.supplied({"far_m": FAR})
    assert list(judged(half, sites).values()) == [told_by((None, far, dense)) for _, far, dense in ways]
    assert half.unsupplied() == ("near_m",)


def test_the_clause_and_the_numbers_of_the_place_are_cited_side_by_side() -> None:
    assert [clause.clause for clause in GIVEN.clauses] == ["1", "本地 1", "本地 2"]
    assert [clause.clause for clause in RULE.clauses] == ["1"]
    assert GIVEN.standard() == "到公共交通的距离不超过300米、到有危害场所的距离不少于50米、居民相对集中"


def test_gansu_gives_no_distance_and_no_list_of_harm() -> None:
    gansu = load_profile("gansu")
    assert gansu.rule("GS-14a").unsupplied() == ("transport_distance_m",)
    assert gansu.rule("GS-14b").unsupplied() == ("harm_distance_m",)
    assert gansu.parameters == ()
