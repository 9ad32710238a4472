import pytest
from starlette.testclient import TestClient


def test_places_of_known_ages_make_classes_with_carers(client: TestClient) -> None:
    # 1 + 1 + 2 classes; 4 + 3 + (3 + 3) carers.
    params = {"infant": "10", "toddler_small": "15", "toddler_large": "35", "m2_per_place": "9", "m2_source": "本地"}
    answer = client.get("/class-mix", params=params).json()
    assert answer["classes"] == {"least": 4, "most": 4}
    assert answer["carers"] == {"least": 13, "most": 13}
    assert answer["floor_area"] == {"per_place_m2": 9.0, "source": "本地", "total_m2": 540.0}
    assert any("第二十条" in cite for cite in answer["cites"])


def test_unknown_ages_make_a_range(client: TestClient) -> None:
    answer = client.get("/class-mix", params={"places": "60"}).json()
    assert answer["classes"] == {"least": 3, "most": 8}
    assert answer["places"] == {"infant": None, "toddler_small": None, "toddler_large": None}
    assert answer["floor_area"] is None


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 422),
        ({"infant": "10"}, 422),
        ({"places": "0"}, 400),
        ({"places": "5001"}, 400),
        ({"places": "60", "m2_per_place": "9"}, 422),
        ({"places": "60", "m2_per_place": "many", "m2_source": "本地"}, 400),
        ({"places": "60", "profile": "gansu"}, 422),
        ({"places": "60", "profile": "none"}, 404),
    ],
)
def test_what_cannot_be_put_into_classes_is_refused(client: TestClient, params: dict[str, str], status: int) -> None:
    assert client.get("/class-mix", params=params).status_code == status
