"""How many people (常住人口) live in an area on a day, by the latest figure that was already true then."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from planning.model.city import City
from planning.model.codes import Era, PlanStatus, PopulationKind
from planning.population.basis import Basis, figures
from planning.trace import Input, residents_key


def residents_on(city: City, on: date) -> pd.DataFrame:
    """
    Count the permanent residents of every administrative area on a day; migrants count, registration does not.

    Returns
    -------
    DataFrame
        By `area_id`, in the order of the areas table: `residents` (Int64), `residents_on` (date or None),
        `residents_basis` (stated or missing), `residents_source`, `residents_reason` (why it is missing, else "") and
        `residents_rounding` (Int64; to how many people the source rounds, NA where exact). The figure is that of the
        latest row on or before `on`, never of a later one. A latest row left empty says that nobody knows: an older
        figure does not stand in for it, since the areas around it speak of the later day.
    """
    rows = latest_figures(city, on)
    table = figures("residents", rows["residents"], basis=Basis.STATED, source=rows["source"], on=rows["on"])
    missing = table["residents"].isna()
    silent = rows["on"].isna()
    table["residents_reason"] = table["residents_reason"].mask(missing & silent, f"没有{on}及以前的常住人口")
    named = rows["on"].astype(str) + "的常住人口未填"
    table["residents_reason"] = table["residents_reason"].mask(missing & ~silent, named)
    table["residents_rounding"] = rows["rounding"].mask(missing).astype("Int64")
    return table


def latest_figures(city: City, on: date) -> pd.DataFrame:
    """
    Give the latest permanent row of the population table on or before a day, for every area.

    By `area_id`, in the order of the areas table, with the other columns of the population table; all empty where an
    area has no such row.
    """
    people = city.table("population")
    permanent = people[(people["kind"] == PopulationKind.PERMANENT) & (people["on"] <= on)]
    latest = permanent.sort_values(["area_id", "on"]).drop_duplicates("area_id", keep="last").set_index("area_id")
    return latest.reindex(pd.Index(city.table("areas")["area_id"], name="area_id"))


def residents_input(area_id: str, row: pd.Series) -> Input:
    """Name the residents of a row of `residents_on` as the input of a trace: value, table, key, source, day."""
    on = row["residents_on"]
    return Input(
        name="常住人口",
        value="" if pd.isna(row["residents"]) else str(int(row["residents"])),
        unit="人",
        table="population",
        key=residents_key(area_id, on),
        source=row["residents_source"],
        on=on,
    )


def residential_people(city: City, on: date) -> pd.DataFrame:
    """
    Count the people of every residential area (居住区).

    A stated number is taken as it is; else dwellings x persons per dwelling, rounded half-up to a whole person, is
    derived and carries its factor; else it is missing.

    Returns
    -------
    DataFrame
        By `residential_area_id`, in the table's order: `residents` (Int64), `residents_on` (None: the table names no
        day), `residents_basis` (stated, derived, missing), `residents_source`, `residents_reason`, `residents_factor`
        (Decimal persons per dwelling where derived, else None), `residents_kind` (planned for new areas, permanent
        for existing ones) and `lived_in` (bool): whether these people live there on `on`. They do in an existing area,
        and in a delivered one once the last of its phases is.
    """
    table = city.table("residential_areas").set_index("residential_area_id")
    stated = figures("residents", table["residents"], basis=Basis.STATED, source=table["source"])
    counted = [
        _people_of(dwellings, persons)
        for dwellings, persons in zip(table["dwellings"], table["persons_per_dwelling"], strict=True)
    ]
    product = pd.Series(counted, index=table.index, dtype="Int64")
    derived = figures("residents", product, basis=Basis.DERIVED, source=table["source"])
    open_rows = stated["residents"].isna()
    people = stated.mask(open_rows, derived)
    people["residents"] = people["residents"].astype("Int64")
    people["residents_reason"] = people["residents_reason"].mask(
        people["residents"].isna(), "没有人口，也没有住宅套数和户均人数"
    )
    is_derived = people["residents_basis"] == Basis.DERIVED
    people["residents_factor"] = table["persons_per_dwelling"].astype(object).where(is_derived, None)
    new = table["era"] == Era.NEW
    people["residents_kind"] = new.map({True: PopulationKind.PLANNED.value, False: PopulationKind.PERMANENT.value})
    people["lived_in"] = (~new | _delivered(city, table, on=on)).astype(bool)
    return people


def whole_people(exact: Decimal) -> int:
    """Round an exact number of people half-up to a whole person."""
    return int(exact.to_integral_value(rounding=ROUND_HALF_UP))


def _people_of(dwellings: object, persons: object) -> object:
    if pd.isna(dwellings) or pd.isna(persons):  # type: ignore[call-overload]
        return pd.NA
    return whole_people(int(dwellings) * Decimal(persons))  # type: ignore[call-overload, arg-type]


def _delivered(city: City, areas: pd.DataFrame, *, on: date) -> pd.Series:
    """Whether an area is delivered and no phase of it is still to come after `on`."""
    phases = city.table("phases")
    to_come = phases.loc[phases["delivered_on"] > on, "residential_area_id"]
    return (areas["status"] == PlanStatus.DELIVERED) & ~areas.index.isin(to_come)
