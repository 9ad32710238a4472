"""A gap table as the API answers it (缺口表回答): about, columns, rows and links."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from planning.exchange.exports import labels
from planning.frames import OutputColumn, columns_of
from planning.model.codes import Level
from service.dependencies import Asked
from service.gap_rows import GapRows
from service.negotiation import Format
from service.refusals import QueryInvalid


def columns_to_sort_by(sort: str | None, level: Level, *, called: str = "sort") -> list[str]:
    """The columns of `sort`, "-" before a falling one; raises QueryInvalid for a column that the level lacks."""
    known = [column.name for column in columns_of(level)]
    # A "+" in a query string arrives as a space.
    keys = [key.replace(" ", "+") for key in (sort or "").split(",") if key.strip()]
    for key in keys:
        if key.removeprefix("-").removeprefix("+") not in known:
            raise QueryInvalid(called, zh=f"没有这一列：{key[:80]}", en=f"no column {key[:80]!r}", choices=known)
    return keys


def gap_table(asked: Asked, shown: GapRows, *, matched: int, links: list[dict[str, str]]) -> dict[str, Any]:
    """The body of a GapTable."""
    loaded_at = asked.snapshot.revision.loaded_at.replace(microsecond=0, tzinfo=None)
    return {
        "type": "GapTable",
        **asked.about(),
        "level": shown.level.value,
        "timeStamp": f"{loaded_at.isoformat()}Z",
        "numberMatched": matched,
        "numberReturned": len(shown.rows),
        "columns": column_list(columns_of(shown.level)),
        "rows": shown.rows,
        "links": links,
    }


def column_list(columns: Sequence[OutputColumn]) -> list[dict[str, Any]]:
    """Columns with title, unit and the words of their codes."""
    return [
        {
            "name": column.name,
            "title": column.zh,
            "unit": column.unit,
            "show": column.show.value,
            "about": column.about,
            "codes": dict(labels(column.name)),
        }
        for column in columns
    ]


def paging(request: Request, *, limit: int, offset: int, matched: int, forms: Sequence[Format]) -> list[dict[str, str]]:
    """Links to this page, the pages beside it and other forms, without a host, so that they hold behind any proxy."""
    links = [_link(request, "self", {})]
    if offset + limit < matched:
        links.append(_link(request, "next", {"offset": str(offset + limit)}))
    if offset > 0:
        links.append(_link(request, "prev", {"offset": str(max(offset - limit, 0))}))
    links.extend(_link(request, "alternate", {"f": form.value}, form) for form in forms[1:])
    return links


def _link(request: Request, rel: str, change: dict[str, str], form: Format = Format.JSON) -> dict[str, str]:
    query = urlencode(dict(request.query_params) | change)
    return {"rel": rel, "href": f"{request.url.path}{f'?{query}' if query else ''}", "type": form.media_type}
