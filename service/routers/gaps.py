"""Gap tables over HTTP (缺口接口): every level, every unit, with the trace behind each number."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from planning.exchange.exports import About, to_csv, to_geojson, to_xlsx
from planning.frames import columns_of
from planning.model.codes import Level
from service import conditional
from service.answers import json_response, trace_answer
from service.dependencies import Asked, AskedDep
from service.gap_answer import column_list, columns_to_sort_by, gap_table, paging
from service.gap_rows import GapRows, records
from service.negotiation import Format, wanted
from service.schemas.gaps import FeatureCollection, GapTable, UnitAnswer
from service.schemas.problem import problems
from service.workbooks import sheets

router = APIRouter(prefix="/gaps", tags=["gaps"])

OFFERED = (Format.JSON, Format.GEOJSON, Format.CSV, Format.XLSX)
MOST_ROWS = 10_000

LevelPath = Annotated[Level, Path(description="层级 / the unit of talk", examples=[Level.STREET])]
AreaPath = Annotated[str, Path(description="单元编号，见缺口表的 area_id / id of a unit", max_length=64)]

_FORMS: dict[str, Any] = {
    Format.GEOJSON.media_type: {"schema": FeatureCollection.model_json_schema()},
    "text/csv": {"schema": {"type": "string"}},
    Format.XLSX.media_type: {"schema": {"type": "string", "format": "binary"}},
}


@router.get(
    "/{level}",
    operation_id="read_gaps",
    response_model=GapTable,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_gaps(
    request: Request,
    level: LevelPath,
    asked: AskedDep,
    district: Annotated[str | None, Query(description="所属区代码 / id of a district", max_length=64)] = None,
    q: Annotated[
        str | None, Query(description="名称、拼音、首字母或编号 / part of name, pinyin or id", max_length=64)
    ] = None,
    sort: Annotated[
        str | None,
        Query(
            description="排序列，逗号分隔，前加 - 为降序 / columns, - before a falling one",
            max_length=200,
            examples=["-shortage"],
        ),
    ] = None,
    limit: Annotated[int, Query(description="最多返回行数 / rows at most", ge=1, le=MOST_ROWS)] = 1000,
    offset: Annotated[int, Query(description="跳过的行数 / rows to skip", ge=0)] = 0,
    f: Annotated[
        Literal["json", "geojson", "csv", "xlsx"] | None, Query(description="格式，优先于 Accept / form, over Accept")
    ] = None,
) -> Response:
    """Places required, supplied and short, of every unit of a level."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    keys = columns_to_sort_by(sort, level)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    matched = asked.found(level, district=district, q=q).sorted_by(keys)
    shown = matched.page(offset=offset, limit=limit)
    pages = paging(request, limit=limit, offset=offset, matched=len(matched.rows), forms=OFFERED)
    if form is Format.JSON:
        body = gap_table(asked, shown, matched=len(matched.rows), links=pages)
        return json_response(body, conditional.headers(tag))
    return _file(asked, shown, form, headers=conditional.headers(tag), matched=len(matched.rows), links=pages)


def _file(
    asked: Asked, shown: GapRows, form: Format, *, headers: dict[str, str], matched: int, links: list[dict[str, str]]
) -> Response:
    """The rows shown as a file; tables are downloads, GeoJSON opens where it is."""
    study, level = asked.study, shown.level
    printed = study.printed(level)
    gaps = printed.table.loc[shown.ids()]
    about = About.of(study.city, study.profile, on=study.on)
    if form is Format.GEOJSON:
        counts = {"numberMatched": matched, "numberReturned": len(shown.rows), "links": links}
        body = to_geojson(gaps, level, about=dict(about.members()) | counts, columns=printed.columns)
        return Response(body, media_type=form.media_type, headers=headers)
    if form is Format.CSV:
        body = to_csv(gaps, level, columns=printed.columns)
    else:
        body = to_xlsx(sheets(study, [(level, shown.ids())]), about=about)
    name = f"{asked.question.city_id}-{level.value}-{asked.question.on}.{form.value}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=form.media_type, headers=headers | disposition)


@router.get(
    "/{level}/{area_id}",
    operation_id="read_unit",
    response_model=UnitAnswer,
    responses=problems(404, 406, 422, 503),
)
def read_unit(request: Request, level: LevelPath, area_id: AreaPath, asked: AskedDep) -> Response:
    """One unit: its row, what every rule says of it, and how each number came about."""
    form = wanted((Format.JSON,), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    trace = asked.study.trace(level, area_id)  # raises UnknownArea
    findings = asked.study.findings(level)
    row = next(row for row in asked.rows(level).rows if row["area_id"] == area_id)
    of_unit = findings[findings["area_id"] == area_id].drop(columns="area_id")
    columns = column_list(columns_of(level))
    body = {"row": row, "findings": records(of_unit), "trace": trace_answer(trace), "columns": columns}
    return json_response(body, conditional.headers(tag))
