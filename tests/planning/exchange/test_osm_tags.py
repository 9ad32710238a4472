import pytest

from planning.exchange.osm_tags import is_closed, kind_of


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"highway": "primary"}, "street"),
        ({"highway": "steps"}, "path"),
        ({"highway": "footway", "bridge": "viaduct"}, "bridge"),
        ({"highway": "footway", "bridge": "no", "tunnel": "yes"}, "underpass"),
        ({"highway": "footway", "footway": "crossing"}, "crossing"),
        ({"highway": "service"}, "street"),
        ({"highway": "service", "service": "driveway"}, "estate"),
        ({"highway": "trunk"}, None),
        ({"highway": "trunk", "foot": "yes"}, "street"),
        ({"highway": "motorway", "foot": "yes"}, None),
        ({"highway": "construction"}, None),
        ({"highway": "proposed"}, None),
        ({"highway": "no-such-word"}, None),
    ],
)
def test_people_walk_streets_and_paths_but_not_motorways_nor_what_is_not_built(
    tags: dict[str, str], kind: str | None
) -> None:
    assert kind_of(tags) == kind


@pytest.mark.parametrize(
    ("tags", "closed"),
    [
        ({}, False),
        ({"foot": "no"}, True),
        ({"access": "private"}, True),
        ({"access": "no", "foot": "yes"}, False),
        ({"access": "yes", "foot": "private"}, True),
        ({"access": "customers"}, False),
    ],
)
def test_a_way_is_closed_where_people_on_foot_are_barred(tags: dict[str, str], closed: bool) -> None:
    assert is_closed(tags) is closed
