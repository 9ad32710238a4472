"""`tuoyu assess`: a report on how a plan is carried out (定期评估、年度评价、终期总结), for Word, Excel or machines."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from planning.assessment.span import AssessmentKind
from planning.exchange.assessment_docx import assessment_to_docx
from planning.exchange.assessment_xlsx import assessment_to_xlsx
from service.assessments import AssessmentAsked, assessment_answer
from service.commands.asking import CityOption, ProfileOption, opened
from service.commands.gaps import write
from service.dependencies import Doors, day


class OutputFormat(StrEnum):
    """How the report is written."""

    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


YearOption = Annotated[
    int | None, typer.Option("--year", min=1991, max=2098, help="年度评价的年份 / the year of a yearly report")
]
SinceOption = Annotated[
    str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="起点日期 / the earlier snapshot")
]
UntilOption = Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="报告日 / the report day")]
FromRevision = Annotated[
    int | None, typer.Option("--from-revision", min=1, help="起点的数据版本号 / its data revision")
]
ToRevision = Annotated[int | None, typer.Option("--to-revision", min=1, help="报告日的数据版本号 / its data revision")]


def assess(
    kind: Annotated[
        AssessmentKind, typer.Option("--kind", help="periodic 定期评估；yearly 年度评价；final 终期总结")
    ] = AssessmentKind.YEARLY,
    city: CityOption = None,
    profile: ProfileOption = None,
    year: YearOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    from_revision: FromRevision = None,
    to_revision: ToRevision = None,
    district: Annotated[str | None, typer.Option("--district", help="只评估一个区（代码） / id of a district")] = None,
    form: Annotated[OutputFormat, typer.Option("--format", help="报告的格式 / form of the report")] = OutputFormat.DOCX,
    output: Annotated[Path | None, typer.Option("--output", help="写到文件 / write a file instead of stdout")] = None,
) -> None:
    """
    写出执行情况评估报告 / write a report on how a plan is carried out.

    例 / examples:  tuoyu assess --kind yearly --year 2025 --output 2025.docx  ·  tuoyu assess --kind periodic
    --from 2025-06-30 --to 2025-12-31 --format xlsx --output h2.xlsx
    """
    if form is not OutputFormat.JSON and output is None and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} 是二进制文件，请加 --output 或重定向 / give --output, or redirect stdout")
    settings, store = opened()
    wish = AssessmentAsked(
        kind,
        city=city,
        profile=profile,
        year=year,
        since=day(since, called="--from"),
        until=day(until, called="--to"),
        revision_then=from_revision,
        revision_now=to_revision,
        district=district,
    )
    before, after = wish.study_pair(Doors.of(settings, store))
    assessment = wish.report(before, after)
    if form is OutputFormat.JSON:
        answer = assessment_answer(assessment, before=before, after=after)
        write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE), output)
        return
    write(assessment_to_docx(assessment) if form is OutputFormat.DOCX else assessment_to_xlsx(assessment), output)
