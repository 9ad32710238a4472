"""Answers that need not be sent twice (条件请求): a tag for each revision, form and query."""

import hashlib

from fastapi import Request, Response

import service
from service.negotiation import Format

CACHE_CONTROL = "no-cache"  # keep it, but ask before using it: a new import shows at once


def entity_tag(request: Request, *, revision: str, form: Format, edition: str = "") -> str:
    """
    `"{revision}-{form}-{hash}"`: the revision's name starts with its city.

    Path, query, version and the `edition` of the profile are hashed.
    """
    query = "&".join(f"{name}={value}" for name, value in sorted(request.query_params.multi_items()))
    asked = f"{service.__version__} {edition} {request.url.path}?{query}"
    return f'"{revision}-{form}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client says that it holds the answer with this tag."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in held.split(",")}


def headers(tag: str) -> dict[str, str]:
    """What a tagged answer says of itself."""
    return {"ETag": tag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept"}


def not_modified(tag: str) -> Response:
    """304, without a body."""
    return Response(status_code=304, headers=headers(tag))
