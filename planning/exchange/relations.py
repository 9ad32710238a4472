"""What tables promise each other (表间关系): references that exist, areas that nest, figures that do not contradict."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from planning.demand.assumptions import MOST_YEARLY_FACTOR
from planning.exchange.limits import PLACES_OF_A_CLASS
from planning.exchange.notes import Notes, Spot, refusal
from planning.exchange.table_files import ReadTable
from planning.model.codes import AreaKind, AreaLevel, Assumption
from planning.model.contracts import Column

Tables = Mapping[str, ReadTable]

_RANK: Final = {level.value: rank for rank, level in enumerate(AreaLevel)}
_LEVEL_OF_KIND: Final = {
    AreaKind.CITY.value: AreaLevel.CITY.value,
    AreaKind.DISTRICT.value: AreaLevel.DISTRICT.value,
    AreaKind.SUBDISTRICT.value: AreaLevel.STREET.value,
    AreaKind.TOWN.value: AreaLevel.STREET.value,
    AreaKind.TOWNSHIP.value: AreaLevel.STREET.value,
    AreaKind.URBAN_COMMUNITY.value: AreaLevel.COMMUNITY.value,
    AreaKind.VILLAGE.value: AreaLevel.COMMUNITY.value,
}


def check_relations(tables: Tables, *, unread: frozenset[str]) -> Notes:
    """
    Check what holds between rows and between tables.

    `tables` are those that were read; `unread` are names of tables whose file could not be read, and which nothing is
    asked of.
    """
    notes = Notes.together(check_references(read, tables, unread=unread) for read in tables.values())
    if "areas" in tables:
        notes += check_nesting(tables["areas"])
    if "population" in tables:
        notes += check_people(tables["population"])
    if "place_reports" in tables:
        notes += check_places(tables["place_reports"])
    if "inclusive_statuses" in tables:
        notes += check_periods(tables["inclusive_statuses"])
    if "projection_assumptions" in tables:
        notes += check_assumptions(tables["projection_assumptions"])
    return notes


def spot_of(read: ReadTable, field: str) -> Spot:
    """Where a column of a table that was read stands, shown by the values read."""
    return Spot(read.file, field, read.rows, read.table[field])


def check_references(read: ReadTable, tables: Tables, *, unread: frozenset[str]) -> Notes:
    """Every id that refers to another table must stand there."""
    referring = [column for column in read.contract.columns if column.refers_to]
    return Notes.together(_references(read, column, tables, unread=unread) for column in referring)


def _references(read: ReadTable, column: Column, tables: Tables, *, unread: frozenset[str]) -> Notes:
    target, _, field = column.refers_to.partition(".")
    ids = read.table[column.name]
    if target in unread or ids.isna().all():
        return Notes()
    if target not in tables:
        hint = f"引用了 {target} 表，但文件夹中没有它 / refers to the table {target}, which the folder lacks"
        return refusal(read.file, "table-missing", hint=hint, field=column.name, value=target)
    known = set(tables[target].table[field].dropna())
    absent = ids.notna() & ~ids.isin(known)
    if not absent.any():
        return Notes()
    spot = spot_of(read, column.name)
    lost = absent & ids.map(lambda value: "0" + str(value) in known, na_action="ignore").fillna(False).astype(bool)
    hint = "似乎丢了前导零；请将该列设为文本 / a leading zero seems lost; set the column to text"
    notes = spot.refuse(lost, code="code-damaged", hint=hint)
    hint = f"{target} 表中没有这个编号 / no such id in the table {target}"
    return notes + spot.refuse(absent & ~lost, code="reference-unknown", hint=hint)


def check_nesting(read: ReadTable) -> Notes:
    """One city; every other area has a parent of a higher level; the kind of an area goes with its level."""
    areas = read.table
    level = areas["level"].map(_RANK)
    is_city = areas["level"] == AreaLevel.CITY
    spot = spot_of(read, "parent_id")
    hint = "市以下的区划必须写上级代码 / every area below the city has a parent"
    notes = spot.refuse(level.notna() & ~is_city & areas["parent_id"].isna(), code="required", hint=hint)
    first = areas.drop_duplicates("area_id").dropna(subset="area_id").set_index("area_id")["level"].map(_RANK)
    parent_level = areas["parent_id"].map(first)
    wrong = parent_level.notna() & level.notna() & (parent_level >= level)
    hint = "上级必须是更高一级的区划 / the parent must be an area of a higher level"
    notes += spot.refuse(wrong, code="parent-level", hint=hint)
    other = areas["kind"].notna() & level.notna() & (areas["kind"].map(_LEVEL_OF_KIND) != areas["level"])
    hint = "类型与层级不符，如 town 属于 street / the kind does not go with the level; a town is a street"
    notes += spot_of(read, "kind").refuse(other, code="inconsistent", hint=hint)
    if is_city.sum() != 1:
        count = int(is_city.sum())
        hint = f"要有且只有一行 level=city，现有{count}行 / exactly one row has level=city, here are {count}"
        notes += refusal(read.file, "city-row", hint=hint, field="level")
    return notes


def check_people(read: ReadTable) -> Notes:
    """No more children under 3 than residents; age shares that add up to 1 at most."""
    people = read.table
    more = (people["children_under_3"] > people["residents"]).fillna(False).astype(bool)
    residents = people["residents"].astype("str")
    told = "3岁以下儿童多于人口 " + residents + " / more children under 3 than residents"
    notes = spot_of(read, "children_under_3").refuse(more, code="inconsistent", hint=told)
    shares = people[["age_0_share", "age_1_4_share"]]
    both = shares.notna().all(axis="columns")
    total = shares.where(both, 0).sum(axis="columns")
    hint = "两个年龄段占比之和大于 1 / the two age shares add up to more than 1"
    return notes + spot_of(read, "age_1_4_share").refuse(
        total.map(lambda share: share > 1), code="inconsistent", hint=hint
    )


def check_places(read: ReadTable) -> Notes:
    """A reported class has at least one place; more children than places is a warning, for it does happen."""
    reports = read.table
    none = (reports["places"] == 0).fillna(False).astype(bool)
    hint = "托位数要大于 0；没有的班型不填行 / more than 0 places; leave a class without places out"
    notes = spot_of(read, "places").refuse(none, code="out-of-range", hint=hint)
    many = (reports["places"] > PLACES_OF_A_CLASS).fillna(False).astype(bool)
    hint = (
        f"一个点位一种班型的托位数大于 {PLACES_OF_A_CLASS}，请核对 / more than {PLACES_OF_A_CLASS} places in one class"
    )
    notes += spot_of(read, "places").refuse(many, code="out-of-range", hint=hint)
    over = (reports["enrolled"] > reports["places"]).fillna(False).astype(bool) & ~none
    told = "在托人数多于托位数 " + reports["places"].astype("str") + " / more enrolled than places"
    return notes + spot_of(read, "enrolled").warn(over, code="over-capacity", hint=told)


def check_periods(read: ReadTable) -> Notes:
    """A period ends on or after the day on which it begins."""
    periods = read.table
    both = periods["since"].notna() & periods["until"].notna()
    early = pd.Series(False, index=periods.index)
    early[both] = periods.loc[both, "until"] < periods.loc[both, "since"]
    hint = "终止日期早于起始日期 / the period ends before it begins"
    return spot_of(read, "until").refuse(early, code="inconsistent", hint=hint)


def check_assumptions(read: ReadTable) -> Notes:
    """What is a share of children or of homes is 1 at most; factors may be more."""
    rows = read.table
    shares = rows["assumption"].isin([str(Assumption.SURVIVAL), str(Assumption.HOUSING_FROM_OUTSIDE)])
    above = shares & rows["value"].map(lambda value: value is not None and value > 1).astype(bool)
    hint = "存活率和占比在 0 到 1 之间 / a survival or a share runs from 0 to 1"
    notes = spot_of(read, "value").refuse(above, code="out-of-range", hint=hint)
    high = ~shares & rows["value"].map(lambda value: value is not None and value > MOST_YEARLY_FACTOR).astype(bool)
    hint = "系数以 1 为不变，98% 写作 0.98 / a factor is 1 where nothing changes; write 98 % as 0.98"
    return notes + spot_of(read, "value").refuse(high, code="out-of-range", hint=hint)
