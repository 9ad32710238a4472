"""The service's own pages (服务页面): the door and the list of operations, from templates."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import service

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

# Only what works: a door that opens on nothing is worse than none.
DOORS: tuple[Mapping[str, str], ...] = (
    {
        "rel": "planner",
        "href": "/planner",
        "title": "规划页面：缺口表、地图和计算依据 / the planner's page",
        "type": "text/html",
    },
    {
        "rel": "gaps",
        "href": "/gaps/street",
        "title": "街道（镇）缺口表 / gap table by street",
        "type": "application/json",
    },
    {
        "rel": "policy",
        "href": "/policy?f=html",
        "title": "政策与规则：文件、条款、读法、算例和现状 / documents, rules and how they stand",
        "type": "text/html",
    },
    {
        "rel": "targets",
        "href": "/targets?f=html",
        "title": "目标进度：各区托位路径、任务和各项目标 / targets over time, by district",
        "type": "text/html",
    },
    {"rel": "cities", "href": "/cities", "title": "城市目录 / stored cities", "type": "application/json"},
    {"rel": "profiles", "href": "/profiles", "title": "政策方案 / policy profiles", "type": "application/json"},
    {"rel": "layers", "href": "/layers", "title": "图层 / map layers", "type": "application/json"},
    {"rel": "service-doc", "href": "/docs", "title": "接口说明 / operations of the API", "type": "text/html"},
    {
        "rel": "service-desc",
        "href": "/api",
        "title": "OpenAPI 描述 / OpenAPI description",
        "type": "application/vnd.oai.openapi+json;version=3.1",
    },
)


def landing_page(*, cities: Sequence[Mapping[str, Any]], reason: str) -> str:
    """The door; `reason` says why there are no cities, where there are none."""
    return _render("landing.html", cities=cities, reason=reason, doors=DOORS)


def docs_page(openapi: Mapping[str, Any]) -> str:
    """Every operation of an OpenAPI description with its parameters and answers."""
    return _render("docs.html", info=openapi["info"], operations=list(_operations(openapi)))


def _operations(openapi: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            yield {
                "path": path,
                "method": method.upper(),
                "id": operation["operationId"],
                "about": operation.get("description", ""),
                "parameters": [_parameter(one) for one in operation.get("parameters", [])],
                "statuses": sorted(operation["responses"]),
            }


def _parameter(one: Mapping[str, Any]) -> Mapping[str, str]:
    schema = one.get("schema", {})
    schemas = schema.get("anyOf", [schema])
    limits = {key: value for part in schemas for key, value in part.items() if key in _LIMITS}
    words = [f"{_LIMITS[key]} {value}" for key, value in limits.items()]
    if schema.get("default") is not None:
        words.append(f"默认 {schema['default']}")
    return {
        "name": one["name"],
        "place": "路径" if one["in"] == "path" else "查询",
        "about": one.get("description", ""),
        "limits": "，".join(words),
    }


_LIMITS = {"minimum": "至少", "maximum": "至多", "maxLength": "最多字符", "format": "形式"}


def _render(template: str, **context: Any) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(template).render(version=service.__version__, **context)
