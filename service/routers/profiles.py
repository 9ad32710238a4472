"""Which policy profiles there are (政策方案), and what each says in words."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from planning.errors import ProfileRefused
from planning.policy.profile import Profile
from service.answers import json_response
from service.dependencies import DoorsDep
from service.policy_answer import document_entry, rule_entry
from service.schemas.catalogue import ProfileAnswer, ProfileList
from service.schemas.problem import problems

router = APIRouter(prefix="/profiles", tags=["catalogue"])

_NO_CACHE = {"Cache-Control": "no-cache"}


@router.get("", operation_id="list_profiles", response_model=ProfileList, responses=problems())
def list_profiles(doors: DoorsDep) -> Response:
    """The profiles by id; one that cannot be read hides no other, and `faults` says why."""
    sound, faults = [], []
    for profile_id in doors.studies.shelf.ids():
        try:
            sound.append(_entry(doors.studies.profile(profile_id)))
        except ProfileRefused as refused:
            faults.append(str(refused))
    return json_response({"profiles": sound, "faults": faults}, _NO_CACHE)


@router.get("/{profile_id}", operation_id="read_profile", response_model=ProfileAnswer, responses=problems(404))
def read_profile(
    doors: DoorsDep, profile_id: Annotated[str, Path(description="方案编号 / id of a profile", max_length=64)]
) -> Response:
    """One profile: its documents with their standing, and each rule with its clause."""
    profile = doors.studies.profile(profile_id)
    body = _entry(profile) | {
        "note": profile.note,
        "documents": [document_entry(document) for document in profile.documents],
        "rules": [rule_entry(rule) for rule in profile.rules],
    }
    return json_response(body, _NO_CACHE)


def _entry(profile: Profile) -> dict[str, Any]:
    return {
        "id": profile.profile_id,
        "name": profile.name,
        "name_en": profile.name_en,
        "status": str(profile.status),
    }
