from planning.policy.profile import Profile
from planning.reach.dwelling_points import dwelling_points
from tests.planning.served.conftest import Tables, estate, studied
from tests.planning.served.conftest import rules as rules  # noqa: PLC0414 - a fixture of the same town
from tests.planning.served.conftest import tables as tables  # noqa: PLC0414


def test_people_outside_estates_have_an_id_that_no_estate_can_have(tables: Tables, rules: Profile) -> None:
    # Ids have letters, digits, _ and - alone: an estate may be called rest-112.
    tables["residential_areas"] = [estate("A", at=(0, 0)), estate("rest-112", at=(0.4, 0), residents=500)]
    points = dwelling_points(studied(tables, rules).ground)
    assert points.index.tolist() == ["A", "rest-112", "rest.112"]
    assert points["residents"].tolist() == [1_000, 500, 500]
