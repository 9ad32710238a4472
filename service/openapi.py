"""What the service says of itself (接口描述): OpenAPI that holds for every answer it gives."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.schemas.problem import Problem

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.1"


def describe(app: FastAPI) -> None:
    """Give `app` a description in which refusals are problem documents and nothing answers 422 by default."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _description(app: FastAPI) -> dict[str, Any]:
    described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema()
    for methods in described["paths"].values():
        for operation in methods.values():
            _drop_default_422(operation["responses"])
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return described


def _drop_default_422(responses: dict[str, Any]) -> None:
    """FastAPI lists its own 422 where an operation names none; ours are problem documents."""
    if "HTTPValidationError" in str(responses.get("422")):
        del responses["422"]
