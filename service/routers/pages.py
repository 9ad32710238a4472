"""The pages (页面): the door, the planner's page, a map to take along, and what the API offers."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

import service
from maps.planner_map import render_offline_map
from maps.planner_page import planner_page
from service import conditional
from service.answers import json_response
from service.dependencies import DayQuery, DoorsDep, ProfileQuery, day
from service.negotiation import Format, wanted
from service.pages import DOORS, docs_page, landing_page
from service.routers.cities import city_entries
from service.schemas.catalogue import Landing
from service.schemas.problem import problems
from service.storage.store import StoreNotReady

router = APIRouter(tags=["pages"])
strict_router = APIRouter(tags=["pages"])

_HTML = {"text/html": {"schema": {"type": "string"}}}
_NO_CACHE = {"Cache-Control": "no-cache", "Vary": "Accept"}


@strict_router.get(
    "/", operation_id="read_landing", response_model=Landing, responses={200: {"content": _HTML}, **problems(406)}
)
def read_landing(
    request: Request,
    doors: DoorsDep,
    f: Annotated[Literal["html", "json"] | None, Query(description="格式，优先于 Accept / form, over Accept")] = None,
) -> Response:
    """What this service is and where to go."""
    form = wanted((Format.HTML, Format.JSON), f=f, accept=request.headers.get("accept"))
    if form is Format.JSON:
        about = {"title": "托育规划 / Tuoyu Planner", "description": request.app.description}
        return json_response({**about, "version": service.__version__, "links": DOORS}, _NO_CACHE)
    try:
        cities, reason = city_entries(doors), ""
    except StoreNotReady as error:
        cities, reason = [], str(error)
    return HTMLResponse(landing_page(cities=cities, reason=reason), headers=_NO_CACHE)


@router.get("/planner", operation_id="read_planner", response_class=HTMLResponse, responses=problems(503))
def read_planner(doors: DoorsDep) -> Response:
    """The planner's page; it reads the rest of the API by itself, and its query is its own affair."""
    try:
        cities = city_entries(doors)
    except StoreNotReady:
        cities = []
    return HTMLResponse(planner_page(cities=cities, tiles=doors.settings.tiles), headers=_NO_CACHE)


@strict_router.get(
    "/maps/{city}.html", operation_id="read_map", response_class=HTMLResponse, responses=problems(404, 422, 503)
)
def read_map(
    request: Request,
    doors: DoorsDep,
    city: Annotated[str, Path(description="城市编号 / id of a city", max_length=64)],
    profile: ProfileQuery = None,
    date: DayQuery = None,
) -> Response:
    """The map of a city as one file that needs no network."""
    snapshot = doors.snapshots.latest(city)
    question = doors.studies.question(snapshot, profile_id=profile, on=day(date))
    tag = conditional.entity_tag(request, revision=snapshot.revision.name, form=Format.HTML, edition=question.edition)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    body = render_offline_map(doors.studies.study(snapshot, question))
    name = f"{city}-{question.on}.html"
    headers = conditional.headers(tag) | {"Content-Disposition": f'attachment; filename="{name}"'}
    return HTMLResponse(body, headers=headers)


@strict_router.get("/docs", operation_id="read_docs", response_class=HTMLResponse, responses=problems())
def read_docs(request: Request) -> Response:
    """The operations of the API on one page."""
    return HTMLResponse(docs_page(request.app.openapi()), headers=_NO_CACHE)
