"""Demand to come over HTTP (需求预测接口): every area and year, or the curves of one area with their trace."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from planning.errors import UnknownArea
from planning.exchange.demand_export import demand_to_csv
from planning.model.codes import Level, Variant
from planning.policy.uptake import Uptake
from service import conditional
from service.answers import json_response
from service.demand_answer import demand_curves, demand_of, demand_table, known_year
from service.dependencies import Asked, DayQuery, DoorsDep, ProfileQuery, SnapshotDep, day
from service.gap_answer import paging
from service.levels import StreetLevel
from service.negotiation import Format, wanted
from service.routers.gaps import AreaPath
from service.routers.served import UptakeQuery, UptakeSourceQuery
from service.schemas.demand import DemandCurves, DemandTable
from service.schemas.problem import problems
from service.walking_questions import uptake_given

router = APIRouter(prefix="/demand", tags=["demand"])

OFFERED = (Format.JSON, Format.CSV)
MOST_ROWS = 10_000

_FORMS: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
VariantQuery = Annotated[Literal["low", "mid", "high"] | None, Query(description="方案；省略时为全部 / all if omitted")]
LastYear = Annotated[
    int | None,
    Query(alias="to", description="预测到哪一年，省略时为2035 / the last year; 2035 if omitted", ge=1990, le=2199),
]


def asked_of_demand(
    doors: DoorsDep, snapshot: SnapshotDep, profile: ProfileQuery = None, date: DayQuery = None
) -> Asked:
    """The study that a query describes."""
    question = doors.studies.question(snapshot, profile_id=profile, on=day(date))
    return Asked(snapshot, question, doors.studies)


def uptake_of(uptake: UptakeQuery = None, uptake_source: UptakeSourceQuery = None) -> Uptake | None:
    """The share of families that a query gives."""
    return uptake_given(uptake, uptake_source, names=("uptake", "uptake_source"))


DemandAsked = Annotated[Asked, Depends(asked_of_demand)]
UptakeDep = Annotated[Uptake | None, Depends(uptake_of)]


@router.get(
    "",
    operation_id="read_demand",
    response_model=DemandTable,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_demand(
    request: Request,
    asked: DemandAsked,
    uptake: UptakeDep,
    level: Annotated[StreetLevel, Query(description="层级 / level")] = StreetLevel.STREET,
    year: Annotated[int | None, Query(description="只看一年 / one year alone", ge=1990, le=2199)] = None,
    variant: VariantQuery = None,
    to: LastYear = None,
    limit: Annotated[int, Query(description="最多返回行数 / rows at most", ge=1, le=MOST_ROWS)] = 1000,
    offset: Annotated[int, Query(description="跳过的行数 / rows to skip", ge=0)] = 0,
    f: Annotated[Literal["json", "csv"] | None, Query(description="格式，优先于 Accept / form, over Accept")] = None,
) -> Response:
    """Children and places needed in years to come, by policy, willingness and enrolment, against what is open."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    demand = demand_of(asked, until=to, uptake=uptake)
    rows = demand.rows(level=Level(level))
    rows = rows if year is None else rows[rows["year"] == known_year(demand, year)]
    rows = rows if variant is None else rows[rows["variant"] == variant]
    if form is Format.CSV:
        name = f"{asked.question.city_id}-demand-{level}-{asked.question.on}.csv"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        headers = conditional.headers(tag) | disposition
        return Response(demand_to_csv(rows), media_type=form.media_type, headers=headers)
    links = paging(request, limit=limit, offset=offset, matched=len(rows), forms=OFFERED)
    body = demand_table(asked, demand, matched=len(rows), shown=rows.iloc[offset : offset + limit], links=links)
    return json_response(body, conditional.headers(tag))


@router.get(
    "/{level}/{area_id}",
    operation_id="read_demand_curves",
    response_model=DemandCurves,
    responses=problems(404, 406, 422, 503),
)
def read_demand_curves(
    request: Request,
    level: Annotated[StreetLevel, Path(description="层级 / level")],
    area_id: AreaPath,
    asked: DemandAsked,
    uptake: UptakeDep,
    year: Annotated[int | None, Query(description="依据说明哪一年 / the year of the trace", ge=1990, le=2199)] = None,
    variant: VariantQuery = None,
    to: LastYear = None,
) -> Response:
    """One area's curves to the last year, and how the numbers of one year came about."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    demand = demand_of(asked, until=to, uptake=uptake)
    known = demand.rows(level=Level(level))["area_id"]
    if area_id not in set(known):
        raise UnknownArea(area_id, dict.fromkeys(known))
    traced = demand.projection.years[-1] if year is None else known_year(demand, year)
    body = demand_curves(asked, demand, area_id=area_id, year=traced, variant=Variant(variant or Variant.MID))
    return json_response(body, conditional.headers(tag))
