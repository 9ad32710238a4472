"""Of what a walk is made and on what its distance rests, over HTTP (the city of test_reach.py)."""

from starlette.testclient import TestClient


def test_a_walk_is_told_with_its_parts_and_its_minutes_with_their_source(walked: TestClient) -> None:
    answer = walked.get("/reach/homes/H4", params={"within_m": 1300}).json()
    (first, *_) = answer["sites"]
    assert [first[name] for name in ("to_way_m", "along_m", "from_way_m", "cost_m")] == [0, 300, 0, 300]
    assert first["straight_m"] is None
    (step,) = answer["steps"]
    assert step["filled"] == "0.0 + 300.0 + 0.0 = 300.0米；300.0 ÷ 60 = 5.0分钟"
    assert step["result"] == "300.0"
    assert answer["m_per_min_source"] in step["says"]
    assert "GB 50180-2018" in answer["m_per_min_source"]


def test_a_home_tells_its_children_and_a_site_its_places_by_class(walked: TestClient) -> None:
    home = walked.get("/reach/homes/H1").json()
    assert (home["residents"], home["children"], home["dwelling_zh"]) == (1200, 36, "居住区")
    site = walked.get("/reach/sites/S1").json()
    assert [site[name] for name in ("places", "enrolled", "inclusive", "open_to_neighbours")] == [4, 3, True, True]
    assert site["classes"] == {"toddler_small": 4}
    assert site["homes"][0]["dwelling_zh"] == "居住区"


def test_what_the_distance_rests_on_is_said_beside_the_radius_of_the_split(walked: TestClient) -> None:
    reach = walked.get("/reach", params={"within_min": 15}).json()["assumptions"]
    assert any(
        "步行900米以内，合15分钟（每分钟60米，出处：" in line and "服务五分用的是另一个距离：1,000米" in line
        for line in reach
    )
    served = walked.get("/served").json()["assumptions"]
    assert any("十五分钟生活圈的服务半径（" in line and "合16.7分钟（每分钟60米" in line for line in served)
