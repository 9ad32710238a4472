"""The split of children out of the house (服务五分导出): its columns with their Chinese headings, and as CSV."""

import pandas as pd

from planning.exchange.csv_export import columns_to_csv
from planning.frames import OutputColumn, Show, columns_of
from planning.model.codes import Level
from planning.policy.reach import Reach
from planning.served.served import FATE_COLUMNS, UNCERTAIN, Served

SERVED_COLUMNS: tuple[OutputColumn, ...] = (
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "名称", Show.TEXT),
    OutputColumn("district", "所属区", Show.TEXT),
    OutputColumn("children_under_3", "3岁以下儿童", Show.COUNT, "人"),
    OutputColumn("children_seeking", "寻求托位儿童", Show.COUNT, "人", "前五项之和"),
    *(column for column in columns_of(Level.STREET) if column.name in FATE_COLUMNS),
    OutputColumn(UNCERTAIN, "去向待定儿童", Show.COUNT, "人", "已在以上各项内：没有托位，有的点位没有说明或距离量不出"),
    OutputColumn("reason", "说明", Show.TEXT),
)
BASIS_COLUMNS: tuple[OutputColumn, ...] = (
    OutputColumn("uptake", "入托意愿", Show.SHARE, "", "适龄儿童中寻求托位的占比"),
    OutputColumn("uptake_source", "入托意愿来源", Show.TEXT),
    OutputColumn("places", "可选托位", Show.TEXT),
    OutputColumn("within_m", "步行距离上限", Show.COUNT, "米"),
    OutputColumn("within_source", "步行距离来源", Show.TEXT),
)


def served_table(served: Served, level: Level) -> pd.DataFrame:
    """The columns `SERVED_COLUMNS` of each unit of the city, its districts or streets; counts are Int64, NA unknown."""
    units = served.ground.of_level(level)
    fates = served.of_level(level)
    seeking = fates[[name for name in FATE_COLUMNS if name != "children_not_seeking"]].sum(axis="columns", skipna=False)
    table = pd.DataFrame(units[["name"]]).join(served.ground.belonging(units)).join(fates)
    return table.assign(
        area_id=table.index,
        children_seeking=seeking.astype("Int64"),
        children_under_3=(seeking + fates["children_not_seeking"]).astype("Int64"),
    )


def served_to_csv(table: pd.DataFrame, served: Served, *, reach: Reach | None) -> bytes:
    """
    One row a unit; an empty cell is unknown, and `说明` says why.

    What the split rests on stands in every row, `BASIS_COLUMNS`, so that a file is never without it; `reach` is where
    the longest walk is from.
    """
    uptake = served.uptake
    basis: tuple[str | float | None, ...] = (
        float(uptake.share) if uptake else None,
        uptake.source.cite() if uptake else None,
        served.fitting.zh,
        int(served.limit_m) if served.walks and not served.unanswered else None,
        reach.source.cite() if reach else None,
    )
    columns = [(column, [_cell(value) for value in table[column.name]]) for column in SERVED_COLUMNS]
    told = [(column, [value] * len(table)) for column, value in zip(BASIS_COLUMNS, basis, strict=True)]
    return columns_to_csv([*columns, *told])


def _cell(value: object) -> str | int | None:
    if pd.isna(value) or value == "":  # type: ignore[call-overload]
        return None
    return value if isinstance(value, str) else int(value)  # type: ignore[call-overload]
