"""A gap table as people get it (打印的缺口表): with every dated target, and the sites that rules ask for."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from planning.frames import OutputColumn, Show, columns_of
from planning.judged import Judged
from planning.model.codes import Level
from planning.policy.rules.base import Rule
from planning.policy.tally import Counted


@dataclass(frozen=True, slots=True)
class PrintedGaps:
    """
    A gap table and its columns in order.

    Behind those of `planning.frames` stand, where there are several dates, `required_<date>` and `shortage_<date>` of
    each dated target, and for each rule that asks for sites, institutions or classes `owed_<rule>` and `held_<rule>`.
    """

    level: Level
    table: gpd.GeoDataFrame
    columns: tuple[OutputColumn, ...]


def printed_gaps(found: Judged, level: Level) -> PrintedGaps:
    """Put the dated targets and what rules ask for in sites beside the gap table of a level."""
    parts = (*_dated(found, level), *_owed(found, level))
    table = found.gaps(level)
    beside = pd.DataFrame({column.name: values.reindex(table.index) for column, values in parts}, index=table.index)
    return PrintedGaps(level, table.join(beside), (*columns_of(level), *(column for column, _ in parts)))


def _dated(found: Judged, level: Level) -> list[tuple[OutputColumn, pd.Series]]:
    """Every dated target, where there is more than the one that the table itself compares with."""
    targets = found.targets(level)
    if targets["target_on"].nunique() < 2:
        return []
    parts: list[tuple[OutputColumn, pd.Series]] = []
    for day, of_day in targets.set_index("area_id").groupby("target_on"):
        for name, words in (("required", "应有托位"), ("shortage", "缺口")):
            column = OutputColumn(f"{name}_{day}", f"{day}{words}", Show.COUNT, "个", str(of_day["rule_id"].iloc[0]))
            parts.append((column, of_day[name].astype("Int64")))
    return parts


# Rules of items are answered yes or no: a column of what is owed and there would be blank.
_ITEM = "项"


def _owed(found: Judged, level: Level) -> list[tuple[OutputColumn, pd.Series]]:
    """What each rule that counts anything but places asks for, and what is there."""
    findings = found.findings(level)
    parts: list[tuple[OutputColumn, pd.Series]] = []
    for rule in found.profile.rules_for(level, found.on):
        if rule.unit_word() in (Counted.PLACES.zh, _ITEM):
            continue
        of_rule = findings[findings["rule_id"] == rule.id].drop_duplicates("area_id").set_index("area_id")
        for name, column, words in (("owed", "required", "应有"), ("held", "value", "现有")):
            heading = OutputColumn(
                f"{name}_{rule.id}", f"{rule.name}{words}（{rule.id}）", Show.COUNT, "", _about(rule)
            )
            parts.append((heading, of_rule[column]))
    return parts


def _about(rule: Rule) -> str:
    return f"{rule.standard()}" + (f"，期限{rule.deadline}" if rule.deadline else "")
