"""Splits of places over HTTP (托位分配接口): a total shared by children or by weighted factors."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from planning.allocation.split import LARGEST_TOTAL
from planning.model.codes import Level
from service import conditional
from service.allocation_answer import Wish, allocated, allocation_answer
from service.answers import json_response
from service.dependencies import Asked, DayQuery, DoorsDep, ProfileQuery, SnapshotDep, day
from service.negotiation import Format
from service.schemas.allocation import AllocationAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/allocation", tags=["allocation"])


@router.get(
    "",
    operation_id="read_allocation",
    response_model=AllocationAnswer,
    responses=problems(404, 422, 503),
)
def read_allocation(
    request: Request,
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile: ProfileQuery = None,
    date: DayQuery = None,
    level: Annotated[
        Literal["district", "street"], Query(description="分到区或街道（镇） / units that share")
    ] = "district",
    by: Annotated[
        Literal["factors", "children"], Query(description="按因素或按婴幼儿人口 / by factors or by children")
    ] = "factors",
    total: Annotated[
        int | None, Query(description="要分配的托位总数 / places to share out", ge=0, le=LARGEST_TOTAL)
    ] = None,
    weights: Annotated[
        str | None,
        Query(
            description="因素和权重，没有默认值 / factors with their weights, no defaults",
            max_length=1000,
            examples=["growth:1,women_15_49:1"],
        ),
    ] = None,
    floors: Annotated[
        str | None,
        Query(
            description="各单元的下限 / the least of units, by id", max_length=10_000, examples=["440104:100,440105:50"]
        ),
    ] = None,
    district: Annotated[
        str | None, Query(description="只分给一个区的街道（镇） / streets of one district", max_length=64)
    ] = None,
) -> Response:
    """A total shared out, with every number on the way; without a total, the factors there are and the comparison."""
    asked = Asked(snapshot, doors.studies.question(snapshot, profile_id=profile, on=day(date)), doors.studies)
    tag = asked.tag(request, Format.JSON)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    wish = Wish(Level(level), by, total, _listed(weights), _listed(floors), district)
    return json_response(allocation_answer(asked, wish, allocated(asked, wish)), conditional.headers(tag))


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
