"""The split of children as the API answers it (服务五分回答): its head, rows of areas, and one area in full."""

from typing import Any

import pandas as pd

from planning.coordinates.doors import to_lonlat
from planning.exchange.served_export import SERVED_COLUMNS, served_table
from planning.model.codes import Level
from planning.reach.dwelling_points import Dwelling
from planning.served.by_age import points_of, split_by_age
from planning.served.offers import Fitting
from planning.served.served import Served
from planning.served.served_notes import served_notes
from planning.tracing.served import served_steps
from service.answers import step_answer
from service.dependencies import Asked
from service.gap_answer import column_list
from service.gap_rows import records
from service.walking_questions import uptake_given

_POINT = ["point_id", "name", "dwelling", "dwelling_zh", "longitude", "latitude"]


def served_of(
    asked: Asked, *, uptake: str | None, source: str | None, places: str, names: tuple[str, str] | None = None
) -> Served:
    """The split that a query or command asks for; raises QueryInvalid, in the names of its parameters."""
    given = uptake_given(uptake, source, names=names or ("uptake", "uptake_source"))
    return asked.studies.served(asked.snapshot, asked.question, uptake=given, fitting=Fitting(places))


def served_answer(asked: Asked, served: Served, *, level: Level, table: pd.DataFrame) -> dict[str, Any]:
    """The body of a ServedTable with the rows of `table`."""
    head = _head(asked, served, level)
    return {
        "type": "Served",
        **head,
        "assumptions": [*_of_no_row(level, table), *head["assumptions"]],
        "numberMatched": len(table),
        "rows": records(table[_row_names(table)]),
    }


def _of_no_row(level: Level, table: pd.DataFrame) -> list[str]:
    """Why there is no row, where there is none."""
    if len(table):
        return []
    return ["全市不属于任何一个区，按区筛选后没有一行" if level is Level.CITY else f"这里没有{level.zh}，所以没有一行"]


def served_area_answer(asked: Asked, served: Served, *, level: Level, area_id: str) -> dict[str, Any]:
    """The body of a ServedArea."""
    table = served_table(served, level)
    row = records(table.loc[[area_id]][_row_names(table)])[0]
    steps = served_steps(served, level, area_id=area_id, name=row["name"], reach=asked.study.reach)
    return {
        "type": "ServedArea",
        **_head(asked, served, level),
        "row": row,
        "by_age": by_age(served, level, area_id),
        "points": _points(served, level, area_id),
        "steps": [step_answer(step) for step in steps],
    }


def by_age(served: Served, level: Level, area_id: str) -> list[dict[str, Any]]:
    """One entry a band of months, youngest first; none where the area is undetermined."""
    table = split_by_age(served, level, area_id=area_id)
    months = [served.ages.all_bands[str(band)] for band in table.index]
    return [
        {"from_months": low, "to_months": high, **row} for (low, high), row in zip(months, records(table), strict=True)
    ]


def _head(asked: Asked, served: Served, level: Level) -> dict[str, Any]:
    profile, uptake, walks = asked.study.profile, served.uptake, served.walks
    return {
        **asked.about(),
        "profile_name": profile.name,
        "profile_status": str(profile.status),
        "level": str(level),
        "uptake": uptake and {"share": float(uptake.share), "source": uptake.source.cite(), "note": uptake.note},
        "places": str(served.fitting),
        "places_zh": served.fitting.zh,
        "within_m": served.limit_m,
        "measured_by": walks and str(walks.measured_by),
        "measured_by_zh": walks.measured_by.zh if walks else "",
        "assumptions": list(served_notes(served, asked.study.reach)),
        "unanswered": served.unanswered,
        "columns": column_list(SERVED_COLUMNS),
    }


def _row_names(table: pd.DataFrame) -> list[str]:
    return [name for name in table.columns if name != "geometry"]


def _points(served: Served, level: Level, area_id: str) -> list[dict[str, Any]]:
    if served.walks is None or served.unanswered:
        return []
    inside = points_of(served, level, area_id=area_id)
    points = to_lonlat(served.walks.points[inside])
    table = pd.DataFrame(points[["name", "dwelling"]]).assign(
        point_id=points.index,
        dwelling_zh=points["dwelling"].map({str(one): one.zh for one in Dwelling}),
        longitude=points.geometry.x.round(7),
        latitude=points.geometry.y.round(7),
    )
    return records(table[_POINT].join(served.by_point))
