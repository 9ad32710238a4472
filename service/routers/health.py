"""Whether the service lives and can work (健康检查)."""

from fastapi import APIRouter, Response

from service.answers import json_response
from service.dependencies import DoorsDep
from service.schemas.catalogue import Health, Readiness
from service.schemas.problem import problems
from service.storage.store import NotReady, StoreNotReady

router = APIRouter(tags=["health"])

_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/healthz", operation_id="read_health", response_model=Health, responses=problems())
def read_health() -> Response:
    """The process answers; nothing else is looked at."""
    return json_response({"status": "ok"}, _NO_STORE)


@router.get("/readyz", operation_id="read_readiness", response_model=Readiness, responses=problems(503))
def read_readiness(doors: DoorsDep) -> Response:
    """Whether the store can be read and holds a city; 503 with the reason otherwise."""
    state = doors.store.check(thorough=False)
    if isinstance(state, NotReady):
        raise StoreNotReady(state.reason)
    revisions = [revision.name for revision in doors.snapshots.cities()]
    return json_response({"status": "ready", "store": state.about, "revisions": revisions}, _NO_STORE)
