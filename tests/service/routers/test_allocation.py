import pytest
from starlette.testclient import TestClient


def test_places_are_shared_by_children(client: TestClient) -> None:
    # 400 and 200 children share 100: 66 2/3 and 33 1/3.
    answer = client.get("/allocation", params={"level": "street", "by": "children", "total": "100"}).json()
    rows = answer["split"]["rows"]
    assert [(row["name"], row["places"]) for row in rows] == [("北岸街道", 67), ("南岸街道", 33)]
    assert rows[0]["quota_exact"] == "200/3"
    assert answer["split"]["determined"] is True
    assert "最大余额法" in answer["split"]["sentences"][0]


def test_factors_count_with_the_weights_that_are_given(client: TestClient) -> None:
    # Children 2/3 and 1/3 weigh 1, residents 2/3 and 1/3 weigh 2: the same shares; the south has a floor of 40.
    params = {"level": "street", "total": "90", "weights": "children_under_3:1,residents:2", "floors": "880102:40"}
    rows = client.get("/allocation", params=params).json()["split"]["rows"]
    assert [(row["score"], row["floor"], row["places"]) for row in rows] == [(2.0, 0, 50), (1.0, 40, 40)]


def test_without_a_total_the_factors_are_listed(client: TestClient) -> None:
    answer = client.get("/allocation").json()
    assert answer["split"] is None
    assert [factor["key"] for factor in answer["factors"]] == ["children_under_3", "residents"]


def test_before_any_count_the_split_is_undetermined_and_says_whose_number_is_missing(client: TestClient) -> None:
    params = {"by": "children", "total": "100", "date": "2020-01-01"}
    found = client.get("/allocation", params=params).json()["split"]
    assert found["determined"] is False
    assert found["rows"][0]["places"] is None
    assert found["missing"] == ["中区缺少“3岁以下常住婴幼儿”：没有数据"]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"by": "children"}, 400),
        ({"by": "children", "total": "10", "weights": "residents:1"}, 400),
        ({"total": "10"}, 400),
        ({"weights": "residents:1"}, 400),
        ({"total": "10", "weights": "wealth:1"}, 400),
        ({"total": "10", "weights": "residents:1,residents:2"}, 400),
        ({"total": "10", "weights": "residents"}, 400),
        ({"total": "10", "weights": "residents:-1"}, 400),
        ({"total": "10", "weights": "residents:1", "floors": "99:1"}, 400),
        ({"total": "10", "weights": "residents:0"}, 422),
        ({"total": "10", "weights": "residents:1", "floors": "8801:11"}, 422),
        ({"total": "-1", "weights": "residents:1"}, 400),
        ({"district": "8801"}, 400),
        ({"district": "9901", "level": "street"}, 404),
        ({"city": "atlantis"}, 404),
    ],
)
def test_what_cannot_be_shared_out_is_refused(client: TestClient, params: dict[str, str], status: int) -> None:
    assert client.get("/allocation", params=params).status_code == status


def test_streets_of_a_district_share_its_places(client: TestClient) -> None:
    params = {"level": "street", "district": "8801", "by": "children", "total": "3"}
    rows = client.get("/allocation", params=params).json()["split"]["rows"]
    assert [row["places"] for row in rows] == [2, 1]
