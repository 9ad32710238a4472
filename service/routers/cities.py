"""Which cities are stored (城市目录)."""

from typing import Any

from fastapi import APIRouter, Response

from service.answers import json_response
from service.dependencies import Doors, DoorsDep
from service.schemas.catalogue import CityList
from service.schemas.problem import problems
from service.storage.store import Revision

router = APIRouter(tags=["catalogue"])


@router.get("/cities", operation_id="list_cities", response_model=CityList, responses=problems(503))
def list_cities(doors: DoorsDep) -> Response:
    """The stored cities, each with its own profile, day and latest revision."""
    entries = city_entries(doors)
    default = doors.settings.city or entries[0]["id"]
    return json_response({"cities": entries, "default": default}, {"Cache-Control": "no-cache"})


def city_entries(doors: Doors) -> list[dict[str, Any]]:
    """The cities as pages and answers list them, the default one first."""
    entries = [_entry(revision) for revision in doors.snapshots.cities()]
    return sorted(entries, key=lambda entry: entry["id"] != doors.settings.city)


def _entry(revision: Revision) -> dict[str, Any]:
    manifest = revision.manifest
    loaded_at = revision.loaded_at.replace(microsecond=0, tzinfo=None)
    return {
        "id": manifest.city_id,
        "name": manifest.name,
        "name_en": manifest.name_en,
        "synthetic": manifest.synthetic,
        "notice": manifest.notice,
        "profile": manifest.profile,
        "date": manifest.on.isoformat(),
        "level": manifest.opens_at.value,
        "revision": revision.name,
        "loaded_at": f"{loaded_at.isoformat()}Z",
    }
