"""Reach out of the house (可达性导出): the columns of areas with their Chinese headings, and as CSV."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from planning.accessibility.walking_network import WalkMode
from planning.exchange.csv_export import columns_to_csv
from planning.frames import OutputColumn, Show
from planning.numerals import whole
from planning.reach.reached import Reached

REACH_COLUMNS: tuple[OutputColumn, ...] = (
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "名称", Show.TEXT),
    OutputColumn("district", "所属区", Show.TEXT),
    OutputColumn("residents", "人口", Show.COUNT, "人"),
    OutputColumn("residents_within", "可达人口", Show.COUNT, "人"),
    OutputColumn("residents_share", "可达人口占比", Show.SHARE),
    OutputColumn("children", "3岁以下儿童", Show.COUNT, "人"),
    OutputColumn("children_within", "可达儿童", Show.COUNT, "人"),
    OutputColumn("children_share", "可达儿童占比", Show.SHARE, about="有量不出的儿童时为下限；都量不出时为空"),
    OutputColumn(
        "nearest_m", "半数儿童的步行距离", Show.COUNT, "米", "一半儿童在这一距离内有第n近的点位；空为超出上限或不明"
    ),
    OutputColumn(
        "places_per_child", "可及托位", Show.RATE, "个/儿童", "两步移动搜寻法，按儿童平均；只计对外开放的托位"
    ),
    OutputColumn("unmeasured", "可达不明的儿童", Show.COUNT, "人", "步行距离量不出，或没有可以落到位置上的人口"),
    OutputColumn("reason", "说明", Show.TEXT),
)


def reach_table(reached: Reached) -> pd.DataFrame:
    """The columns `REACH_COLUMNS` of each area, `at_least` and its `district_id`; shares as Fractions, NA unknown."""
    metres = reached.areas["nearest_m"]
    return reached.areas.assign(area_id=reached.areas.index, nearest_m=metres.mask(metres == np.inf))


def reach_to_csv(table: pd.DataFrame, *, walked: str) -> bytes:
    """One row an area; an empty cell is unknown. `walked` says in each row how people walk and how far is near."""
    told = table.assign(walked=walked)
    columns = (*REACH_COLUMNS, OutputColumn("walked", "步行口径", Show.TEXT))
    return columns_to_csv([(column, [_cell(value) for value in told[column.name]]) for column in columns])


def walked_zh(reached: Reached, mode: WalkMode) -> str:
    """How people walk and how far is near, as titles and files say it: 900米 推婴儿车 步行路网."""
    rank = "" if reached.asked.rank == 1 else f" 第{reached.asked.rank}近"
    return f"{whole(round(reached.asked.within_m))}米{rank} {mode.zh} {reached.walks.measured_by.zh}"


def _cell(value: Any) -> str | int | float | None:
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, str):
        return value
    return float(value) if isinstance(value, Fraction | float) else int(value)
