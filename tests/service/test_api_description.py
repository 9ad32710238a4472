"""The OpenAPI description holds: made-up requests get answers of the described shapes, and wrong ones are refused."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.testclient import TestClient

from service.app import create_app
from service.dependencies import Doors
from service.settings import Settings
from service.storage.embedded import EmbeddedStore

EXAMPLES = 10
CONFIG = {
    "checks": {
        # A city, profile or unit that is not there is a 404; a form that is not offered a 406.
        "negative_data_rejection": {"expected-statuses": [400, 404, 406]},
        # A made-up id or radius without its source is of the right shape and is refused all the same.
        "positive_data_acceptance": {"enabled": False},
    },
}


app = create_app(Settings(store=Path("no-store-yet.sqlite")))
schema = schemathesis.openapi.from_asgi("/api", app, config=SchemathesisConfig.from_dict(CONFIG))


@pytest.fixture(scope="module", autouse=True)
def tiny_city_served(served_store: EmbeddedStore) -> None:
    """Operations are collected before any fixture runs; the data comes here."""
    app.state.doors = Doors.of(Settings(store=served_store.path), served_store)


# Schemathesis speaks to the application through the older of Starlette's two HTTP client libraries.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_answers_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_operations_have_names_of_their_own_and_say_how_they_refuse(client: TestClient) -> None:
    described = client.get("/api").json()
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    for operation in operations:
        refusals = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert refusals.keys() >= {"400", "500"}
        assert all(list(answer["content"]) == ["application/problem+json"] for answer in refusals.values())


def test_every_parameter_says_what_it_is(client: TestClient) -> None:
    described: dict[str, Any] = client.get("/api").json()
    parameters = [
        (path, parameter)
        for path, methods in described["paths"].items()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
    ]
    assert parameters
    assert [(path, one["name"]) for path, one in parameters if not one.get("description")] == []


def test_what_is_routed_is_described_and_nothing_else(client: TestClient) -> None:
    described = client.get("/api").json()["paths"]
    assert set(described) == {
        "/",
        "/planner",
        "/docs",
        "/gaps/{level}",
        "/gaps/{level}/{area_id}",
        "/layers",
        "/layers/{name}",
        "/cities",
        "/profiles",
        "/profiles/{profile_id}",
        "/targets",
        "/allocation",
        "/class-mix",
        "/demand",
        "/demand/{level}/{area_id}",
        "/networks",
        "/reach",
        "/reach/sites/{site_id}",
        "/reach/homes/{point_id}",
        "/served",
        "/served/{level}/{area_id}",
        "/assessments/{kind}",
        "/policy",
        "/policy/resolve",
        "/policy/{profile_id}/{rule_id}",
        "/policy/{profile_id}/{rule_id}/{area_id}",
        "/maps/{city}.html",
        "/healthz",
        "/readyz",
    }
