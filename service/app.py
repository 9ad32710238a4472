"""The service on one screen (服务): what is mounted, what guards it, and how it describes itself."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

import service
from maps.planner_page import STATIC as MAP_STATIC
from planning.errors import PlanningError
from service import errors, openapi, pages
from service.answers import json_response
from service.dependencies import Doors
from service.head import HeadAsGet
from service.routers import (
    allocation,
    assessments,
    cities,
    class_mix,
    demand,
    gaps,
    health,
    layers,
    networks,
    policy,
    profiles,
    reach,
    resolve,
    served,
    targets,
)
from service.routers import pages as page_routes
from service.security import SecurityHeaders, security_headers
from service.settings import Settings
from service.storage.embedded import EmbeddedStore
from service.storage.store import NotReady
from service.strictness import refuse_surprises

log = logging.getLogger("uvicorn.error")

ROUTERS = (
    gaps.router,
    targets.router,
    assessments.router,
    allocation.router,
    class_mix.router,
    demand.router,
    networks.router,
    served.router,
    reach.router,
    layers.router,
    cities.router,
    profiles.router,
    resolve.router,
    policy.router,
    health.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment where none are given."""
    settings = settings or Settings.from_environment()
    app = FastAPI(
        title="托育规划 / Tuoyu Planner",
        version=service.__version__,
        description="托位缺口：哪里缺、依据哪一条、怎样算出 / where places are missing, by which clause, and why",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=_announced,
        redirect_slashes=False,
    )
    app.state.doors = Doors.of(settings, EmbeddedStore(settings.store))
    strict = [Depends(refuse_surprises)]
    for router in ROUTERS:
        app.include_router(router, dependencies=strict)
    app.include_router(page_routes.strict_router, dependencies=strict)
    app.include_router(page_routes.router)
    app.add_api_route("/api", _description, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=MAP_STATIC, check_dir=False), name="static")
    app.mount("/assets", StaticFiles(directory=pages.STATIC), name="assets")
    guards = security_headers(settings.tiles)
    app.add_middleware(SecurityHeaders, headers=guards)
    app.add_middleware(HeadAsGet)
    errors.install(app, guards=guards)
    openapi.describe(app)
    return app


def _description(request: Request) -> Response:
    """The OpenAPI description."""
    return json_response(request.app.openapi(), {"Content-Type": openapi.MEDIA_TYPE})


@asynccontextmanager
async def _announced(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    """Read every page of the store once, and log what was found; a fault is answered by /readyz, not by dying."""
    state = app.state.doors.store.check()
    if isinstance(state, NotReady):
        log.warning("not ready: %s", state.reason)
        yield {}
        return
    log.info("store: %s", state.about)
    # The first reader should not wait for a study that everybody asks for.
    warming = asyncio.create_task(asyncio.to_thread(_warm, app.state.doors))
    yield {}
    warming.cancel()


def _warm(doors: Doors) -> None:
    """Compute what each city opens on."""
    try:
        for revision in doors.snapshots.cities():
            snapshot = doors.snapshots.latest(revision.city_id)
            doors.studies.study(snapshot, doors.studies.question(snapshot))
    except PlanningError as error:
        log.warning("not computed ahead: %s", error)
