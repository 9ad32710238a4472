"""What is sound by itself and yet doubtful (存疑): sites without a state, phases that do not add up, later days."""

from datetime import date

import pandas as pd

from planning.exchange.notes import Notes, warning
from planning.exchange.relations import Tables, spot_of
from planning.exchange.table_files import ReadTable
from planning.model.codes import OPEN_STATES, PopulationKind, SiteState


def check_doubts(tables: Tables, *, unread: frozenset[str], on: date) -> Notes:
    """
    Warn of what a reader may not have meant.

    `state-missing`: a site without a row of state is in no state, and its places are not counted. `closed-first`: a
    site that closed before it ever opened, and opened then; what is found of it names that. `phases-differ`: the people
    of all phases of a residential area, where all are known, are not the area's. `later-day`: a population after `on`,
    the day a study opens with, which no study of that day uses; planned ones lie ahead by their nature. `unread`
    are names of tables whose file could not be read.
    """
    notes = Notes()
    if "sites" in tables and "site_states" not in unread:
        notes += _without_state(tables)
    if "site_states" in tables:
        notes += _closed_first(tables["site_states"])
    if "phases" in tables and "residential_areas" in tables:
        notes += _phases(tables["phases"], tables["residential_areas"])
    if "population" in tables:
        notes += _later(tables["population"], on)
    return notes


def _without_state(tables: Tables) -> Notes:
    sites = tables["sites"]
    told = set(tables["site_states"].table["site_id"].dropna()) if "site_states" in tables else set()
    ids = sites.table["site_id"]
    hint = "没有状态记录，不计入供给 / no row in site_states; its places are not counted"
    return spot_of(sites, "site_id").warn(ids.notna() & ~ids.isin(told), code="state-missing", hint=hint)


def _closed_first(states: ReadTable) -> Notes:
    rows = states.table
    closed = rows["state"] == SiteState.CLOSED
    opened = rows["since"].where(rows["state"].isin([str(state) for state in OPEN_STATES])).dropna()
    first = rows["site_id"].map(opened.groupby(rows["site_id"]).min())
    both = closed & first.notna() & rows["since"].notna()
    early = pd.Series(False, index=rows.index)
    early[both] = rows.loc[both, "since"] < first[both]
    told = "关闭早于开办日期 " + first.astype("str") + " / closed before it opened"
    return spot_of(states, "since").warn(early, code="closed-first", hint=told)


def _phases(phases: ReadTable, areas: ReadTable) -> Notes:
    rows = phases.table.dropna(subset="residential_area_id").drop_duplicates(["residential_area_id", "phase"])
    grouped = rows.groupby("residential_area_id")["residents"]
    sums = grouped.sum().where(grouped.count() == grouped.size())
    ids = areas.table["residential_area_id"]
    total = ids.map(sums).astype("Int64")
    differs = (total != areas.table["residents"]).fillna(False).astype(bool)
    figure = total.astype("str")
    hint = (
        "各期人口之和为 "
        + figure
        + "，与居住区人口不符 / the phases have "
        + figure
        + " people, the area another number"
    )
    return spot_of(areas, "residents").warn(differs, code="phases-differ", hint=hint)


def _later(people: ReadTable, on: date) -> Notes:
    days = people.table["on"]
    later = days.map(lambda day: isinstance(day, date) and day > on).astype(bool)
    later &= people.table["kind"] != PopulationKind.PLANNED
    if not later.any():
        return Notes()
    count, first = int(later.sum()), int(later.to_numpy().argmax())
    hint = (
        f"{count}行人口晚于 city.toml 的 on（{on}），该日的测算不使用"
        f" / {count} row(s) of population after the city's day {on}; a study of that day does not use them"
    )
    row = int(people.rows.iloc[first])
    return warning(people.file, "later-day", hint=hint, row=row, field="on", value=days.iloc[first])
