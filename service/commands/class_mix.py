"""`tuoyu class-mix`: how many classes and carers so many places need (班型测算)."""

import re
from typing import Annotated

import orjson
import typer

from service.class_mix_answer import class_mix_answer, mix_of
from service.commands.allocate import OutputFormat
from service.commands.asking import CityOption, ProfileOption, ask
from service.commands.gaps import write
from service.commands.terminal import results
from service.refusals import QueryInvalid
from service.routers.class_mix import AREA_PATTERN


def class_mix(
    city: CityOption = None,
    profile: ProfileOption = None,
    places: Annotated[int | None, typer.Option("--places", min=1, help="托位总数 / places in all")] = None,
    infant: Annotated[int | None, typer.Option("--infant", min=0, help="乳儿班托位 / of infants")] = None,
    toddler_small: Annotated[
        int | None, typer.Option("--toddler-small", min=0, help="托小班托位 / of one-year-olds")
    ] = None,
    toddler_large: Annotated[
        int | None, typer.Option("--toddler-large", min=0, help="托大班托位 / of two-year-olds")
    ] = None,
    m2_per_place: Annotated[
        str | None, typer.Option("--m2-per-place", help="每托位建筑面积，须给出来源 / floor area a place")
    ] = None,
    m2_source: Annotated[str | None, typer.Option("--m2-source", help="面积数的来源 / where it is from")] = None,
    form: Annotated[OutputFormat, typer.Option("--format", help="table 给人看 / for people")] = OutputFormat.TABLE,
) -> None:
    """
    测算班数和保育人员 / how many classes and carers so many places need.

    例 / examples:  tuoyu class-mix --places 60  ·  tuoyu class-mix --infant 10 --toddler-small 15 --toddler-large 35
    """
    if m2_per_place is not None and not re.fullmatch(AREA_PATTERN, m2_per_place):
        raise QueryInvalid("--m2-per-place", zh="请写成9或9.5的样子", en="write it like 9 or 9.5")
    asked = ask(city, profile)
    rules = asked.studies.profile(asked.question.profile_id)
    mix = mix_of(
        rules,
        total=places,
        infant=infant,
        toddler_small=toddler_small,
        toddler_large=toddler_large,
        m2_per_place=m2_per_place,
        m2_source=m2_source,
    )
    if form is OutputFormat.JSON:
        write(orjson.dumps(class_mix_answer(rules, mix), option=orjson.OPT_APPEND_NEWLINE), None)
        return
    for line in mix.sentences():
        results().print(line, markup=False, soft_wrap=True)
