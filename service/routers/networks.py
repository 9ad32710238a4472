"""Networks over HTTP (服务网络接口): JSON with links and streets, CSV of either."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from planning.exchange.network_export import coverage_to_csv, links_to_csv
from planning.network import Network
from service import conditional
from service.answers import json_response
from service.dependencies import Asked, DayQuery, DoorsDep, ProfileQuery, SnapshotDep, day
from service.negotiation import Format, wanted
from service.network_answer import network_answer
from service.schemas.network import NetworkAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/networks", tags=["networks"])

OFFERED = (Format.JSON, Format.CSV)
_FORMS: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}


@router.get(
    "",
    operation_id="read_networks",
    response_model=NetworkAnswer,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_networks(
    request: Request,
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile: ProfileQuery = None,
    date: DayQuery = None,
    table: Annotated[
        Literal["coverage", "links"], Query(description="CSV 写哪一张表 / which table the CSV holds")
    ] = "coverage",
    f: Annotated[Literal["json", "csv"] | None, Query(description="格式，优先于 Accept / form, over Accept")] = None,
) -> Response:
    """Which site leads which, and what each street has and lacks."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    asked = Asked(snapshot, doors.studies.question(snapshot, profile_id=profile, on=day(date)), doors.studies)
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    network = Network.of(asked.study)
    if form is Format.JSON:
        return json_response(network_answer(asked, network), conditional.headers(tag))
    name = f"{asked.question.city_id}-network-{table}-{asked.question.on}.csv"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    body = links_to_csv(network) if table == "links" else coverage_to_csv(network)
    return Response(body, media_type=form.media_type, headers=conditional.headers(tag) | disposition)
