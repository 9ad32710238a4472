"""Reach over HTTP (可达性接口): of every area, of one site, of one home."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from planning.accessibility.walking_network import WalkMode
from planning.exchange.reach_export import reach_table, reach_to_csv, walked_zh
from planning.model.codes import Level
from service import conditional
from service.answers import json_response
from service.dependencies import Asked, DayQuery, DoorsDep, ProfileQuery, SnapshotDep, day
from service.levels import CommunityLevel
from service.negotiation import Format, wanted
from service.reach_answer import home_answer, reach_answer, reached_of, site_answer, walked_of
from service.schemas.problem import problems
from service.schemas.reach import HomeReach, ReachTable, SiteReach
from service.walking_questions import (
    LONGEST_WALK_M,
    LONGEST_WALK_MIN,
    ZONES_PATTERN,
    Counted,
    Decays,
    Within,
)

router = APIRouter(prefix="/reach", tags=["reach"])

OFFERED = (Format.JSON, Format.CSV)
_FORMS: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}

WithinQuery = Annotated[
    int | None,
    Query(
        description="步行多少米以内算可达；省略时用方案最大的服务半径 / how many metres count as near",
        ge=1,
        le=LONGEST_WALK_M,
    ),
]
MinutesQuery = Annotated[
    int | None,
    Query(description="步行多少分钟以内，与米二选一 / minutes instead of metres", ge=1, le=LONGEST_WALK_MIN),
]
ModeQuery = Annotated[Literal["walk", "stroller"], Query(description="stroller 避开台阶 / a stroller takes no steps")]
WaysQuery = Annotated[bool, Query(description="是否给出可达的道路（GeoJSON）/ whether to give the ways in reach")]


def asked_plainly(doors: DoorsDep, snapshot: SnapshotDep, profile: ProfileQuery = None, date: DayQuery = None) -> Asked:
    """A study without a radius of its own: the distance is part of the question."""
    return Asked(snapshot, doors.studies.question(snapshot, profile_id=profile, on=day(date)), doors.studies)


PlainlyAsked = Annotated[Asked, Depends(asked_plainly)]


def walked_within(within_m: WithinQuery = None, within_min: MinutesQuery = None) -> Within:
    """How far is near, in metres or in minutes."""
    return Within(within_m, within_min)


def counted_by(
    rank: Annotated[int, Query(description="第几近的点位 / the n-th nearest site", ge=1, le=10)] = 1,
    decay: Annotated[
        Literal["step", "gaussian", "linear", "zones"], Query(description="距离衰减 / how a farther site counts less")
    ] = "step",
    zones: Annotated[
        str | None,
        Query(
            description="分段衰减，与 decay=zones 同用 / zones as metres:weight",
            pattern=ZONES_PATTERN,
            max_length=200,
            examples=["300:1,600:0.68,1000:0.22"],
        ),
    ] = None,
) -> Counted:
    """Which of the sites counts, and how distance does."""
    return Counted(rank, Decays(decay), zones)


WithinDep = Annotated[Within, Depends(walked_within)]
CountedDep = Annotated[Counted, Depends(counted_by)]


@router.get(
    "",
    operation_id="read_reach",
    response_model=ReachTable,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_reach(
    request: Request,
    asked: PlainlyAsked,
    within: WithinDep,
    counted: CountedDep,
    level: Annotated[CommunityLevel, Query(description="层级 / the unit of talk")] = CommunityLevel.STREET,
    mode: ModeQuery = "walk",
    f: Annotated[Literal["json", "csv"] | None, Query(description="格式，优先于 Accept / form, over Accept")] = None,
) -> Response:
    """People and children near enough to a site, how near, and places for each child, by area."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    reached = reached_of(asked, Level(level), mode=WalkMode(mode), within=within, counted=counted)
    table = reach_table(reached)
    if form is Format.JSON:
        body = reach_answer(asked, reached, level=Level(level), mode=WalkMode(mode), table=table)
        return json_response(body, conditional.headers(tag))
    walked = f"{reached.asked.within_m:g}m-{mode}"
    name = f"{asked.question.city_id}-reach-{level}-{walked}-{asked.question.on}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    body_csv = reach_to_csv(table, walked=walked_zh(reached, WalkMode(mode)))
    return Response(body_csv, media_type=form.media_type, headers=conditional.headers(tag) | disposition)


@router.get(
    "/sites/{site_id}",
    operation_id="read_site_reach",
    response_model=SiteReach,
    responses=problems(404, 406, 422, 503),
)
def read_site_reach(
    request: Request,
    site_id: Annotated[str, Path(description="点位编号 / id of a site that counts", max_length=64)],
    asked: PlainlyAsked,
    within: WithinDep,
    mode: ModeQuery = "walk",
    ways: WaysQuery = False,
) -> Response:
    """Who reaches a site on foot, nearest first."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    walked = walked_of(asked, mode=WalkMode(mode), within=within)
    body = site_answer(asked, walked, site_id=site_id, ways=ways)
    return json_response(body, conditional.headers(tag))


@router.get(
    "/homes/{point_id}",
    operation_id="read_home_reach",
    response_model=HomeReach,
    responses=problems(404, 406, 422, 503),
)
def read_home_reach(
    request: Request,
    point_id: Annotated[
        str, Path(description="居住区编号，或 rest. 加社区编号 / id of a residential area", max_length=80)
    ],
    asked: PlainlyAsked,
    within: WithinDep,
    mode: ModeQuery = "walk",
    ways: WaysQuery = False,
) -> Response:
    """Which sites a home reaches on foot, nearest first."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    walked = walked_of(asked, mode=WalkMode(mode), within=within)
    body = home_answer(asked, walked, point_id=point_id, ways=ways)
    return json_response(body, conditional.headers(tag))
