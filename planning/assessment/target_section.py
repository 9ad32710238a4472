"""The section of targets (各项目标): one by one for the city and its districts, summed up by rule for finer units."""

import pandas as pd

from planning.assessment.section import Parts, Section
from planning.exchange.printable import Cell
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.model.codes import Level
from planning.targets.state import counts_of

WIDE_LEVELS = (Level.CITY.value, Level.DISTRICT.value)

CHANGE_COLUMNS: tuple[OutputColumn, ...] = (
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("rule", "目标", Show.TEXT),
    OutputColumn("name", "单元", Show.TEXT),
    OutputColumn("deadline", "期限", Show.DAY),
    OutputColumn("required", "应有", Show.COUNT),
    OutputColumn("actual_then", "起点数", Show.COUNT),
    OutputColumn("as_of_then", "起点数日期", Show.DAY),
    OutputColumn("actual", "报告数", Show.COUNT, about="报告数日期那一天的数"),
    OutputColumn("as_of", "报告数日期", Show.DAY),
    OutputColumn("change", "变化", Show.COUNT, about="两个数的日期不同才计算"),
    OutputColumn("unit", "计量", Show.TEXT),
    OutputColumn("state", "状态", Show.CODE),
    OutputColumn("clause", "依据", Show.TEXT, about="方括号内为文件序号"),
)
_SUMMED = (
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("rule", "目标", Show.TEXT),
    OutputColumn("unit_level", "层级", Show.TEXT),
    OutputColumn("deadline", "期限", Show.DAY),
    OutputColumn("units", "单元数", Show.COUNT),
    OutputColumn("states_then", "起点状态（单元数）", Show.TEXT),
    OutputColumn("states_now", "报告日状态（单元数）", Show.TEXT),
    OutputColumn("clause", "依据", Show.TEXT),
)


def target_section(parts: Parts) -> Section:
    """Every target of the city and its districts, and how those of finer units stand together."""
    wide = parts.targets[parts.targets["level"].isin(WIDE_LEVELS)]
    fine = parts.targets.drop(index=wide.index)
    groups = [group for _, group in fine.groupby(["rule_id", "deadline"], sort=False)]
    tables = (
        change_table(parts, wide, title="全市和各区目标"),
        PrintedTable.of_rows("街道社区等目标", [_summed(parts, group) for group in groups], columns=_SUMMED),
    )
    return Section("各项目标", (), tuple(table for table in tables if len(table)))


def change_table(parts: Parts, targets: pd.DataFrame, *, title: str) -> PrintedTable:
    """Targets one by one, each with what was known then and what is known now."""
    clauses = {rule_id: parts.clause(rule_id) for rule_id in parts.rules}
    table = targets.assign(clause=targets["rule_id"].map(clauses).astype("object"))
    return PrintedTable.of(title, table, columns=CHANGE_COLUMNS, frozen=3)


def states_words(states: pd.Series) -> str | None:
    """How many units have which state, in words; None where there are none."""
    return "；".join(f"{state.zh} {units:,}" for state, units in counts_of(states.dropna()).items()) or None


def _summed(parts: Parts, group: pd.DataFrame) -> tuple[Cell, ...]:
    first = group.iloc[0]
    return (
        first["rule_id"],
        first["rule"],
        Level(first["level"]).zh,
        first["deadline"],
        len(group),
        states_words(group["state_then"]),
        states_words(group["state"]),
        parts.clause(first["rule_id"]),
    )
