import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.storage.embedded import EmbeddedStore

LEVELS = ["city", "district", "street", "community", "life-circle", "residential-area"]


@pytest.mark.parametrize(
    ("path", "status", "slug", "choices"),
    [
        ("/gaps/street?city=elsewhere", 404, "unknown-city", ["tiny-city"]),
        ("/gaps/street?profile=none", 404, "unknown-profile", None),
        ("/gaps/street/none", 404, "unknown-area", ["880101", "880102"]),
        ("/gaps/street?district=8802", 404, "unknown-district", ["8801"]),
        ("/gaps/street?district=", 404, "unknown-district", ["8801"]),
        ("/gaps/community?district=880101&f=csv", 404, "unknown-district", ["8801"]),
        ("/targets?district=8802", 404, "unknown-district", ["8801"]),
        ("/targets?rule=none", 404, "unknown-choice", None),
        ("/targets?date=tomorrow", 400, "query-invalid", None),
        ("/targets?f=docx", 406, "not-acceptable", ["json", "csv", "xlsx", "html"]),
        ("/assessments/yearly?district=8802", 404, "unknown-district", ["8801"]),
        ("/assessments/yearly?to_revision=7", 404, "unknown-choice", ["1"]),
        ("/assessments/yearly?from=2024-12-31", 400, "query-invalid", None),
        ("/assessments/periodic", 400, "query-invalid", None),
        ("/assessments/periodic?from=2025-12-31&to=2025-12-31", 400, "query-invalid", None),
        ("/assessments/periodic?from=2024-12-31&year=2025", 400, "query-invalid", None),
        ("/assessments/yearly?f=pdf", 406, "not-acceptable", ["json", "docx", "xlsx"]),
        ("/gaps/planet", 404, "unknown-level", LEVELS),
        ("/layers/roads", 404, "unknown-layer", None),
        ("/profiles/none", 404, "unknown-profile", None),
        ("/maps/elsewhere.html", 404, "unknown-city", ["tiny-city"]),
        ("/nowhere", 404, "not-found", None),
        ("/static/nowhere.js", 404, "not-found", None),
        ("/gaps/street?f=shp", 406, "not-acceptable", ["json", "geojson", "csv", "xlsx"]),
        ("/gaps/street?colour=red", 400, "query-invalid", None),
        ("/gaps/street?limit=1&limit=2", 400, "query-invalid", None),
        ("/cities?limit=1", 400, "query-invalid", None),
        ("/healthz?verbose=1", 400, "query-invalid", None),
        ("/gaps/street?limit=0", 400, "query-invalid", None),
        ("/gaps/street?limit=10001", 400, "query-invalid", None),
        ("/gaps/street?limit=abc", 400, "query-invalid", None),
        ("/gaps/street?offset=-1", 400, "query-invalid", None),
        ("/gaps/street?sort=colour", 400, "query-invalid", None),
        ("/gaps/street?sort=--shortage", 400, "query-invalid", None),
        ("/gaps/street?date=2025-02-30", 400, "query-invalid", None),
        ("/gaps/street?date=tomorrow", 400, "query-invalid", None),
        ("/gaps/street?date=0001-01-01", 400, "query-invalid", None),
    ],
)
def test_a_refusal_is_a_problem_document(
    client: TestClient, path: str, status: int, slug: str, choices: list[str] | None
) -> None:
    answer = client.get(path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["type"]) == (status, status, slug)
    assert " / " in problem["title"]
    assert " / " in problem["detail"]
    if choices is not None:
        assert problem["choices"] == choices


def test_an_unknown_unit_is_told_with_its_choices_in_both_languages(client: TestClient) -> None:
    detail = client.get("/gaps/street/none").json()["detail"]
    assert detail == "没有这个单元：none；可选：880101、880102 / no area 'none'; choose from: 880101, 880102"


def test_an_id_with_a_slash_between_spaces_hides_neither_language(client: TestClient) -> None:
    detail = client.get("/gaps/street", params={"city": "a / b"}).json()["detail"]
    assert detail == "没有这个城市：a / b；可选：tiny-city / no city 'a / b'; choose from: tiny-city"


def test_an_accept_header_that_cannot_be_met_is_refused_with_the_list(client: TestClient) -> None:
    answer = client.get("/gaps/street", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["choices"] == ["json", "geojson", "csv", "xlsx"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_a_method_that_is_not_allowed_names_the_one_that_is(client: TestClient, method: str) -> None:
    answer = client.request(method, "/gaps/street")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["type"] == "method-not-allowed"


HOSTILE = ["../../etc/passwd", "%00", "a" * 8000, "<script>alert(1)</script>", "1' OR '1'='1"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=["path", "nul", "long", "script", "sql"])
def test_a_hostile_id_is_refused_and_comes_back_as_data(client: TestClient, hostile: str) -> None:
    for answer in (client.get(f"/gaps/street/{hostile}"), client.get("/gaps/street", params={"city": hostile})):
        assert answer.status_code in (400, 404)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert len(answer.content) < 2_000


def test_an_error_nobody_expected_tells_nothing_of_the_inside(served_store: EmbeddedStore) -> None:
    app = create_app(Settings(store=served_store.path))
    app.state.doors = None  # a service that was put together wrongly
    answer = TestClient(app, raise_server_exceptions=False).get("/gaps/street")
    assert answer.status_code == 500
    assert answer.json()["type"] == "internal"
    assert "NoneType" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
