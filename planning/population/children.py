"""How many children under 3 (3岁以下婴幼儿) live in an area on a day, and what that number rests on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from planning.model.city import City
from planning.model.codes import AreaLevel
from planning.population.basis import Basis, figures
from planning.population.births import birth_months, births_by_age, last_complete_month, missing_months
from planning.population.residents import latest_figures, residents_input, whole_people
from planning.trace import Input

UNDER_3 = (0, 3 * 12)
"""Children under 3 in completed months: from 0 up to, but not with, 36."""


def children_on(
    city: City, on: date, *, residents: pd.DataFrame, bands: Mapping[str, tuple[int, int]] | None = None
) -> pd.DataFrame:
    """
    Count the children under 3 of every administrative area, by the best that is known.

    In this order: the figure stated in the latest population row on or before `on`; the births of the 36 complete
    months up to `on`; residents x (share aged 0 + split x share aged 1-4), exact, rounded half-up, where the city
    names its split; the sum of the area's parts, where every part is known. An area is as good as its worst month:
    one month without births leaves the births out.

    Parameters
    ----------
    city, on
        The city and the day.
    residents
        As `residents_on` gives them.
    bands
        Age bands in completed months, name to (from, to), as `birth_months` reads them.

    Returns
    -------
    DataFrame
        By `area_id`, in the order of the areas table: `children_under_3` (Int64), `children_on` (date or None; the
        oldest day of the parts where they are summed), `children_basis` (stated, births, age_shares, sum_of_parts,
        missing), `children_source`, `children_reason` (why missing, with the months that lack), and an Int64 column a
        band: from the births of its months, else the sum of the parts, else NA.
    """
    rows = latest_figures(city, on)
    stated = figures("children", rows["children_under_3"], basis=Basis.STATED, source=rows["source"], on=rows["on"])
    best = stated
    for other in (_from_births(city, on, index=rows.index), _from_age_shares(city, rows, residents=residents)):
        best = _or_else(best, other)
    best = _with_parts(city, best)
    by_age = births_by_age(city.table("births"), on, bands=bands or {}).reindex(rows.index)
    for name in by_age.columns:
        best[name] = _sum_where_open(city, by_age[name].astype("Int64"))
    reasons = _why_missing(city, on, rows=rows, residents=residents)
    best["children_reason"] = reasons.where(best["children_under_3"].isna(), "")
    return best


def children_inputs(city: City, on: date, *, area_id: str, row: pd.Series, residents: pd.Series) -> tuple[Input, ...]:
    """
    Name what the children of an area were counted from, as the inputs of a trace.

    `row` and `residents` are the area's rows of `children_on` and `residents_on`. Children that are summed or shared
    out have one input: the number itself, with its source.
    """
    basis = row["children_basis"]
    number = "" if pd.isna(row["children_under_3"]) else str(int(row["children_under_3"]))
    if basis == Basis.AGE_SHARES:
        figure = latest_figures(city, on).loc[area_id]
        split = _split(city)
        shares = [("0岁占比", figure["age_0_share"]), ("1—4岁占比", figure["age_1_4_share"])]
        person = residents_input(area_id, residents)
        named = [
            Input(name, str(value), "", person.table, person.key, person.source, person.on) for name, value in shares
        ]
        label = city.manifest.age_split.label if city.manifest.age_split else ""
        return (person, *named, Input("1—4岁中3岁以下所占比例", str(split), "", "city.toml", "age_split", label))
    table, key = {
        Basis.STATED: ("population", residents_input(area_id, residents).key),
        Basis.BIRTHS: ("births", f"area_id={area_id};month={_under_3_months(on)[0]}..{_under_3_months(on)[-1]}"),
        Basis.SUM_OF_PARTS: ("areas", f"parent_id={area_id}"),
    }.get(basis, ("areas", f"area_id={area_id}"))
    return (Input("3岁以下儿童", number, "人", table, key, row["children_source"], row["children_on"]),)


def _from_births(city: City, on: date, *, index: pd.Index) -> pd.DataFrame:
    births = city.table("births")
    months = _under_3_months(on)
    counted = births_by_age(births, on, bands={"under_3": UNDER_3})["under_3"].reindex(index).astype("Int64")
    sources = births[births["month"].isin(months)].groupby("area_id")["source"].agg(_listed)
    text = sources.reindex(index).astype(object) + f"（{months[0]}至{months[-1]}出生）"
    return figures("children", counted, basis=Basis.BIRTHS, source=text, on=last_complete_month(on).end_time.date())


def _from_age_shares(city: City, rows: pd.DataFrame, *, residents: pd.DataFrame) -> pd.DataFrame:
    split = _split(city)
    people = residents["residents"].reindex(rows.index)
    counted = [
        _by_shares(count, age_0, age_1_4, split)
        for count, age_0, age_1_4 in zip(people, rows["age_0_share"], rows["age_1_4_share"], strict=True)
    ]
    label = city.manifest.age_split.label if city.manifest.age_split else ""
    text = rows["source"].astype(object) + f"（{label}）"
    values = pd.Series(counted, index=rows.index, dtype="Int64")
    return figures("children", values, basis=Basis.AGE_SHARES, source=text, on=rows["on"])


def _by_shares(people: object, age_0: object, age_1_4: object, split: Decimal | None) -> object:
    if split is None or pd.isna(people) or pd.isna(age_0) or pd.isna(age_1_4):  # type: ignore[call-overload]
        return pd.NA
    return whole_people(int(people) * (Decimal(age_0) + split * Decimal(age_1_4)))  # type: ignore[call-overload, arg-type]


def _or_else(first: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    table = first.mask(first["children_under_3"].isna(), other)
    table["children_under_3"] = table["children_under_3"].astype("Int64")
    return table


def _with_parts(city: City, table: pd.DataFrame) -> pd.DataFrame:
    """Fill what is missing with the sum of the parts, from streets up to the city."""
    summed = _sum_where_open(city, table["children_under_3"])
    added = table["children_under_3"].isna() & summed.notna()
    parents = city.table("areas").set_index("area_id")["parent_id"].reindex(table.index)
    days = table["children_on"]
    # From the lowest level up, so that a summed street can lend its day to its district.
    for level in _UPWARDS:
        here = added & (_levels(city).reindex(table.index) == level)
        oldest = days[days.notna()].groupby(parents).min().reindex(table.index)
        days = days.mask(here, oldest)
    parts = figures("children", summed.where(added), basis=Basis.SUM_OF_PARTS, source="下级行政区合计", on=days)
    return _or_else(table, parts)


def _sum_where_open(city: City, numbers: pd.Series) -> pd.Series:
    """Fill NA with the sum of an area's parts where every part is known, level by level upwards."""
    parents = city.table("areas").set_index("area_id")["parent_id"].reindex(numbers.index)
    levels = _levels(city).reindex(numbers.index)
    for level in _UPWARDS:
        parts = numbers.groupby(parents).agg(["sum", "count", "size"])
        whole = parts["sum"].where(parts["count"] == parts["size"]).reindex(numbers.index).astype("Int64")
        numbers = numbers.mask(numbers.isna() & (levels == level), whole)
    return numbers


_UPWARDS = (AreaLevel.STREET, AreaLevel.DISTRICT, AreaLevel.CITY)


def _levels(city: City) -> pd.Series:
    return city.table("areas").set_index("area_id")["level"]


def _why_missing(city: City, on: date, *, rows: pd.DataFrame, residents: pd.DataFrame) -> pd.Series:
    """Say what each way of counting lacks, for every area; the caller shows it where nothing is known."""
    gaps = missing_months(city.table("births"), _under_3_months(on)).reindex(rows.index)
    births = ("出生人口缺" + gaps.astype(object)).where(gaps.notna(), "没有出生人口")
    no_shares = rows["age_0_share"].isna() | rows["age_1_4_share"].isna()
    shares = pd.Series("没有常住人口", index=rows.index, dtype=object)
    shares = shares.mask(residents["residents"].reindex(rows.index).notna(), "没有1—4岁的拆分假设")
    shares = shares.mask(no_shares, "没有年龄占比")
    return "没有统计值；" + births + "；" + shares


def _under_3_months(on: date) -> tuple[str, ...]:
    return birth_months(on, from_month=UNDER_3[0], to_month=UNDER_3[1])


def _split(city: City) -> Decimal | None:
    split = city.manifest.age_split
    return None if split is None else split.under_3_share_of_1_4


def _listed(sources: pd.Series) -> str:
    return "；".join(dict.fromkeys(sources))
