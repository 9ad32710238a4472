"""Which rules bind a unit over HTTP (适用规则接口), which lost, and why."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from planning.policy.subjects import Subject
from service import conditional
from service.answers import json_response
from service.dependencies import AskedDep, DoorsDep
from service.negotiation import Format, wanted
from service.resolution import resolution
from service.schemas.policy import ResolutionAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/policy", tags=["policy"])


@router.get(
    "/resolve",
    operation_id="resolve_rules",
    response_model=ResolutionAnswer,
    responses=problems(404, 406, 422, 503),
)
def resolve_rules(
    request: Request,
    doors: DoorsDep,
    asked: AskedDep,
    level: Annotated[Subject, Query(description="对象 / level or other subject")],
    unit: Annotated[str, Query(description="单元编号 / id of a unit", min_length=1, max_length=64)],
    topic: Annotated[str, Query(description="事项 / topic that rules compete about", max_length=64)] = "",
) -> Response:
    """Every rule of the profile and of those it stacks on, for one unit: what binds, what lost, and why."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    body: dict[str, Any] = asked.about() | resolution(
        asked.study, doors.studies.profile, level=level, unit=unit, topic=topic
    )
    return json_response(body, conditional.headers(tag))
