"""Who is served, over HTTP (服务五分接口): every area of a level as JSON or CSV, and one area in full."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from planning.exchange.served_export import served_table, served_to_csv
from planning.model.codes import Level
from service import conditional
from service.answers import json_response
from service.dependencies import AskedDep
from service.levels import StreetLevel
from service.negotiation import Format, wanted
from service.refusals import UnknownDistrict
from service.routers.gaps import AreaPath
from service.schemas.problem import problems
from service.schemas.served import ServedArea, ServedTable
from service.served_answer import served_answer, served_area_answer, served_of
from service.walking_questions import SHARE_PATTERN

router = APIRouter(prefix="/served", tags=["served"])

OFFERED = (Format.JSON, Format.CSV)
_FORMS: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
LevelPath = Annotated[StreetLevel, Path(description="层级 / the unit of talk", examples=["street"])]

UptakeQuery = Annotated[
    str | None,
    Query(
        description="适龄儿童中寻求托位的占比，须同时给出来源 / share of children old enough who seek a place",
        pattern=SHARE_PATTERN,
        examples=["0.35"],
    ),
]
UptakeSourceQuery = Annotated[
    str | None, Query(description="入托意愿的来源 / where that share is from", min_length=1, max_length=200)
]
PlacesQuery = Annotated[Literal["inclusive", "any"], Query(description="哪些托位合适：普惠或全部 / which places fit")]


@router.get(
    "",
    operation_id="read_served",
    response_model=ServedTable,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_served(
    request: Request,
    asked: AskedDep,
    level: Annotated[StreetLevel, Query(description="层级 / the unit of talk")] = StreetLevel.STREET,
    district: Annotated[str | None, Query(description="所属区代码 / id of a district", max_length=64)] = None,
    uptake: UptakeQuery = None,
    uptake_source: UptakeSourceQuery = None,
    places: PlacesQuery = "inclusive",
    f: Annotated[Literal["json", "csv"] | None, Query(description="格式，优先于 Accept / form, over Accept")] = None,
) -> Response:
    """Children of every area: who has a place within reach, who has none and why; the parts add up."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    served = served_of(asked, uptake=uptake, source=uptake_source, places=places)
    table = served_table(served, Level(level))
    if district is not None:
        known = [str(area_id) for area_id in asked.study.gaps(Level.DISTRICT).index]
        if district not in known:
            raise UnknownDistrict(district, known)
        table = table[table["district_id"].fillna(table["area_id"]) == district]
    if form is Format.JSON:
        return json_response(served_answer(asked, served, level=Level(level), table=table), conditional.headers(tag))
    name = f"{asked.question.city_id}-served-{level}-{asked.question.on}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    body = served_to_csv(table, served, reach=asked.study.reach)
    return Response(body, media_type=form.media_type, headers=conditional.headers(tag) | disposition)


@router.get(
    "/{level}/{area_id}",
    operation_id="read_served_area",
    response_model=ServedArea,
    responses=problems(404, 406, 422, 503),
)
def read_served_area(
    request: Request,
    level: LevelPath,
    area_id: AreaPath,
    asked: AskedDep,
    uptake: UptakeQuery = None,
    uptake_source: UptakeSourceQuery = None,
    places: PlacesQuery = "inclusive",
) -> Response:
    """One area: its parts, where its children live, to which sites they go, and how each number came about."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    asked.name_of(Level(level), area_id)  # raises UnknownArea
    served = served_of(asked, uptake=uptake, source=uptake_source, places=places)
    body = served_area_answer(asked, served, level=Level(level), area_id=area_id)
    return json_response(body, conditional.headers(tag))
