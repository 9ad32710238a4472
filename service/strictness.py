"""Query strings are taken at their word (查询参数): an unknown or repeated parameter is refused, never ignored."""

from collections import Counter
from collections.abc import Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from service.refusals import QueryInvalid


def refuse_surprises(request: Request) -> None:
    """Raise QueryInvalid for a parameter that the route does not have, or one that stands twice."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = sorted(_query_parameters(route.dependant))
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        shown = name[:80]
        if name not in known:
            raise QueryInvalid(shown, zh="没有这个参数", en="no such parameter", choices=known)
        if times > 1:
            raise QueryInvalid(shown, zh="只能出现一次", en="may stand only once")


def _query_parameters(dependant: Dependant) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for below in dependant.dependencies:
        yield from _query_parameters(below)
