"""Gaps of the city, its districts, streets (街道) and communities: the apportioned target against what counts."""

import pandas as pd

from planning.gaps.classes import required_by_class, shortage_by_class
from planning.gaps.gap import gap_figures, gap_outcome
from planning.gaps.required_places import Target, TargetBasis
from planning.ground import Ground
from planning.model.codes import DOWN_TO_STREET, Level
from planning.policy.outcome import Modality, Outcome
from planning.population.age_bands import CHILDREN_OF_CLASS
from planning.reasons import reasons
from planning.served.served import FATE_COLUMNS, Served

_NEW_AREA_COLUMNS = ("new_areas", "new_areas_required", "new_areas_provided", "new_areas_short", "new_areas_unknown")


def administrative_gaps(
    ground: Ground,
    level: Level,
    *,
    target: Target | None,
    supply: pd.DataFrame,
    new_areas: pd.DataFrame,
    served: Served,
) -> pd.DataFrame:
    """
    The gap table of one administrative level.

    Parameters
    ----------
    ground
        The city on the day.
    level
        City, district, street or community.
    target
        The dated target that binds, shared out; None where the profile has none.
    supply
        By area id, as `planning.gaps.supplied_places` gives it.
    new_areas
        The residential gap table, from which the columns of new areas are counted; they are never part of `required`.
    served
        What becomes of the children, told of city, districts and streets.

    Returns
    -------
    DataFrame
        By area id, the columns of `planning.frames` for the level, without geometry.
    """
    areas = ground.of_level(level)
    table = pd.DataFrame(areas[["name", "kind"]]).join(ground.belonging(areas)).join(ground.people.reindex(areas.index))
    unknown = pd.Series(pd.NA, index=areas.index, dtype="Int64")
    table["required"] = target.required.reindex(areas.index) if target else unknown
    table["required_basis"] = target.basis.reindex(areas.index) if target else str(TargetBasis.MISSING)
    table["target_on"] = target.target_on if target else None
    table = table.join(supply.reindex(areas.index))
    table = table.join(required_by_class(table["required"], table[list(CHILDREN_OF_CLASS)]))
    table = table.join(shortage_by_class(table, table)).join(gap_figures(table))
    table = table.join(_new_areas(new_areas, ground, level=level, units=areas.index))
    if level in DOWN_TO_STREET:
        table = table.join(served.of_level(level)[list(FATE_COLUMNS)])
    table["outcome"] = gap_outcome(table, target_on=target.target_on if target else None, on=ground.on)
    return table.assign(reason=_reasons(table, ground, level=level, target=target))


def _new_areas(table: pd.DataFrame, ground: Ground, *, level: Level, units: pd.Index) -> pd.DataFrame:
    """
    How many new residential areas each unit holds, what they owe, what they provide, and how many fall short.

    An area of which people or places are unknown is counted apart; what it owes or provides is not in the sums.
    """
    if table.empty:
        return pd.DataFrame(index=units, columns=list(_NEW_AREA_COLUMNS), dtype="Int64")
    new = table[table["era"] == "new"].join(ground.homes[str(level)].rename("unit"))
    owing = new[new["required"].notna() & new["provided"].notna()]
    unknown = new["outcome"].isin([str(Outcome.UNDETERMINED), str(Outcome.DEADLINE_PASSED_UNKNOWN)])
    sums = pd.DataFrame(
        {
            "new_areas": new.groupby("unit").size(),
            "new_areas_required": owing.groupby("unit")["required"].sum(),
            "new_areas_provided": owing.groupby("unit")["provided"].sum(),
            "new_areas_short": new[new["outcome"].str.endswith("not_met")].groupby("unit").size(),
            "new_areas_unknown": new[unknown].groupby("unit").size(),
        }
    )
    return sums.reindex(units).fillna(0).astype("Int64")


def _reasons(table: pd.DataFrame, ground: Ground, *, level: Level, target: Target | None) -> pd.Series:
    """Why a number is missing or what it rests on, where that wants saying."""
    undrawn = ~table.index.to_series().isin(ground.drawn[level]) & ground.register_speaks
    gentle = target is not None and target.modality is not Modality.MUST
    remarks = {
        "人口不明": table["residents"].isna(),
        "3岁以下婴幼儿数不明": table["children_under_3"].isna() & (table["required_basis"] != TargetBasis.BY_PROXY),
        "没有可分解的目标": table["required"].isna(),
        "按常住人口代替儿童数分解": table["required_basis"] == TargetBasis.BY_PROXY,
        "没有边界，无法知道有哪些点位": undrawn,
        f"没有{ground.on}的托位数": table["supplied"].isna() & ~undrawn,
        "有点位未填托位数，现有托位为下限": table["unreported_sites"] > 0,
        f"应有托位出自“{target.modality.zh if target else ''}”目标，不是硬性要求": table["required"].notna() & gentle,
    }
    return reasons(remarks, table.index)
