import pytest
from starlette.testclient import TestClient


def test_links_and_streets_are_answered_with_what_is_not_known(client: TestClient) -> None:
    answer = client.get("/networks").json()
    (link,) = answer["links"]
    assert (link["site_id"], link["role_zh"], link["to_id"]) == ("S1", "其他托育机构", None)
    assert link["missing"] == "本区没有托育综合服务中心"
    north, south = answer["coverage"]
    assert (north["name"], north["has_hub"], north["points"]) == ("北岸街道", None, 0)
    assert (south["has_hub"], south["has_district_centre"]) == (False, False)
    assert "没有普惠认定资料，不能认定哪些是普惠机构" in answer["notes"]
    assert any("1+11+N" in cite for cite in answer["cites"])


def test_before_the_register_there_are_no_links(client: TestClient) -> None:
    answer = client.get("/networks", params={"date": "2020-01-01"}).json()
    assert answer["links"] == []
    assert answer["coverage"][0]["hubs"] is None


@pytest.mark.parametrize(("table", "says"), [("coverage", "有普惠托育机构"), ("links", "牵头点位")])
def test_either_table_comes_as_csv(client: TestClient, table: str, says: str) -> None:
    answer = client.get("/networks", params={"f": "csv", "table": table})
    assert says in answer.text.splitlines()[0]
    assert f"tiny-city-network-{table}-2025-12-31.csv" in answer.headers["content-disposition"]


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/networks").headers["etag"]
    assert client.get("/networks", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("params", "status"), [({"f": "xlsx"}, 406), ({"table": "all"}, 400), ({"city": "atlantis"}, 404)]
)
def test_what_is_not_there_is_refused(client: TestClient, params: dict[str, str], status: int) -> None:
    assert client.get("/networks", params=params).status_code == status
