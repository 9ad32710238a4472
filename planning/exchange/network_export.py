"""A network out of the house (服务网络导出): its links, or what streets have of it, as CSV."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from planning.exchange.csv_export import columns_to_csv
from planning.frames import OutputColumn, Show
from planning.network import Network, Role

LINK_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("site_id", "点位编号", Show.TEXT),
    OutputColumn("name", "名称", Show.TEXT),
    OutputColumn("role", "角色", Show.TEXT),
    OutputColumn("district", "所属区", Show.TEXT),
    OutputColumn("street", "所属街道（镇）", Show.TEXT),
    OutputColumn("to_id", "牵头点位编号", Show.TEXT),
    OutputColumn("to_name", "牵头点位", Show.TEXT),
    OutputColumn("to_role", "牵头点位角色", Show.TEXT),
    OutputColumn("missing", "缺什么", Show.TEXT),
)
COVERAGE_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "名称", Show.TEXT),
    OutputColumn("district", "所属区", Show.TEXT),
    OutputColumn("has_hub", "有普惠托育机构", Show.TEXT),
    OutputColumn("hubs", "普惠托育机构", Show.COUNT, "个"),
    OutputColumn("points", "社区托育点", Show.COUNT, "个"),
    OutputColumn("points_without_hub", "没有机构牵头的点", Show.COUNT, "个"),
    OutputColumn("has_district_centre", "所在区有托育综合服务中心", Show.TEXT),
    OutputColumn("missing", "缺什么", Show.TEXT),
)


def links_to_csv(network: Network) -> bytes:
    """One row a site, roles in Chinese; an empty cell is unknown or none, and `缺什么` says which."""
    words = {str(role): role.zh for role in Role}
    links = network.links
    return _csv(links.assign(role=links["role"].map(words), to_role=links["to_role"].map(words)), LINK_HEADINGS)


def coverage_to_csv(network: Network) -> bytes:
    """One row a street."""
    return _csv(network.coverage.reset_index(), COVERAGE_HEADINGS)


def _csv(table: pd.DataFrame, headings: Sequence[OutputColumn]) -> bytes:
    return columns_to_csv([(heading, [_cell(value) for value in table[heading.name]]) for heading in headings])


def _cell(value: Any) -> str | int | None:
    if pd.isna(value) or value == "":
        return None
    if pd.api.types.is_bool(value):
        return "是" if value else "否"
    return value if isinstance(value, str) else int(value)
