"""Class mixes over HTTP (班型测算接口)."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from planning.class_mix import LARGEST_MIX
from service.answers import json_response
from service.class_mix_answer import class_mix_answer, mix_of
from service.dependencies import DoorsDep, ProfileQuery, SnapshotDep
from service.schemas.class_mix import ClassMixAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/class-mix", tags=["class-mix"])

AREA_PATTERN = r"^[0-9]{1,4}(\.[0-9]{1,4})?$"


@router.get("", operation_id="read_class_mix", response_model=ClassMixAnswer, responses=problems(404, 422, 503))
def read_class_mix(
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile: ProfileQuery = None,
    places: Annotated[int | None, Query(description="托位总数 / places in all", ge=1, le=LARGEST_MIX)] = None,
    infant: Annotated[int | None, Query(description="乳儿班托位 / places of infants", ge=0, le=LARGEST_MIX)] = None,
    toddler_small: Annotated[
        int | None, Query(description="托小班托位 / places of one-year-olds", ge=0, le=LARGEST_MIX)
    ] = None,
    toddler_large: Annotated[
        int | None, Query(description="托大班托位 / places of two-year-olds", ge=0, le=LARGEST_MIX)
    ] = None,
    m2_per_place: Annotated[
        str | None,
        Query(description="每托位建筑面积（平方米），须同时给出来源 / floor area a place", pattern=AREA_PATTERN),
    ] = None,
    m2_source: Annotated[
        str | None, Query(description="面积数的来源 / where that figure is from", min_length=1, max_length=200)
    ] = None,
) -> Response:
    """The fewest classes and carers for so many places; ranges where the ages are not known."""
    rules = doors.studies.profile(profile or snapshot.revision.manifest.profile)
    mix = mix_of(
        rules,
        total=places,
        infant=infant,
        toddler_small=toddler_small,
        toddler_large=toddler_large,
        m2_per_place=m2_per_place,
        m2_source=m2_source,
    )
    return json_response(class_mix_answer(rules, mix))
