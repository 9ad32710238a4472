"""The columns of the gap tables (缺口表): named once, with the Chinese heading and unit that every door prints."""

from dataclasses import dataclass
from enum import StrEnum

from planning.model.codes import ADMINISTRATIVE, DOWN_TO_STREET, Level


class Show(StrEnum):
    """How a column is written for people."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"  # a whole number
    RATE = "rate"  # two decimals
    SHARE = "share"  # 0 to 1 in data, percent in print
    DAY = "day"


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """One column of a gap table; `about` says in Chinese how it is read, `levels` carry it (all where empty)."""

    name: str
    zh: str
    show: Show
    unit: str = ""
    about: str = ""
    levels: frozenset[Level] = frozenset()


_CIRCLE = frozenset({Level.LIFE_CIRCLE})
_RESIDENTIAL = frozenset({Level.RESIDENTIAL_AREA})
_ADMINISTRATIVE = frozenset(ADMINISTRATIVE)
_PARTS = _ADMINISTRATIVE | _CIRCLE
_SPLIT = frozenset(DOWN_TO_STREET)

GAP_COLUMNS: tuple[OutputColumn, ...] = (
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "名称", Show.TEXT),
    OutputColumn("kind", "类型", Show.CODE),
    OutputColumn("district_id", "所属区代码", Show.TEXT),
    OutputColumn("district", "所属区", Show.TEXT),
    OutputColumn("street_id", "所属街道代码", Show.TEXT),
    OutputColumn("street", "所属街道（镇）", Show.TEXT),
    OutputColumn("residents", "人口", Show.COUNT, "人"),
    OutputColumn("residents_on", "人口统计日期", Show.DAY),
    OutputColumn("residents_basis", "人口依据", Show.CODE),
    OutputColumn("children_under_3", "3岁以下儿童", Show.COUNT, "人"),
    OutputColumn("children_basis", "儿童数依据", Show.CODE),
    OutputColumn("required", "应有托位", Show.COUNT, "个", "已建成单元为目标的分摊值，没有条款直接规定"),
    OutputColumn("required_basis", "应有托位依据", Show.CODE),
    OutputColumn("target_on", "目标日期", Show.DAY),
    OutputColumn("supplied", "现有托位", Show.COUNT, "个"),
    OutputColumn("shortage", "缺口", Show.COUNT, "个"),
    OutputColumn("surplus", "富余", Show.COUNT, "个"),
    OutputColumn("required_infant", "乳儿班应有", Show.COUNT, "个", levels=_PARTS),
    OutputColumn("required_toddler_small", "托小班应有", Show.COUNT, "个", levels=_PARTS),
    OutputColumn("required_toddler_large", "托大班应有", Show.COUNT, "个", levels=_PARTS),
    OutputColumn("supplied_infant", "乳儿班现有", Show.COUNT, "个"),
    OutputColumn("supplied_toddler_small", "托小班现有", Show.COUNT, "个"),
    OutputColumn("supplied_toddler_large", "托大班现有", Show.COUNT, "个"),
    OutputColumn("supplied_mixed", "混龄班现有", Show.COUNT, "个"),
    OutputColumn("shortage_infant", "乳儿班缺口", Show.COUNT, "个", "混龄班托位另计", _PARTS),
    OutputColumn("shortage_toddler_small", "托小班缺口", Show.COUNT, "个", "混龄班托位另计", _PARTS),
    OutputColumn("shortage_toddler_large", "托大班缺口", Show.COUNT, "个", "混龄班托位另计", _PARTS),
    OutputColumn("inclusive_places", "普惠托位", Show.COUNT, "个"),
    OutputColumn("inclusive_share", "普惠占比", Show.SHARE),
    OutputColumn("places_per_1000", "千人口托位数", Show.RATE, "个/千人"),
    OutputColumn("places_per_100_children", "每百名婴幼儿托位数", Show.RATE, "个/百人"),
    OutputColumn("enrolled", "在托人数", Show.COUNT, "人"),
    OutputColumn("use_rate", "使用率", Show.SHARE, about="在托人数 ÷ 填报了在托人数的托位"),
    OutputColumn("sites", "点位数", Show.COUNT, "处"),
    OutputColumn("children_served", "有位可入儿童", Show.COUNT, "人", "可达范围内有合适托位，按最优分配", _SPLIT),
    OutputColumn(
        "children_out_of_reach",
        "不可达儿童",
        Show.COUNT,
        "人",
        "可达范围内没有对外开放的点位，或量不出步行距离",
        _SPLIT,
    ),
    OutputColumn("children_no_class", "无适龄班儿童", Show.COUNT, "人", "可达点位都没有该月龄的班", _SPLIT),
    OutputColumn("children_only_non_inclusive", "仅可达非普惠儿童", Show.COUNT, "人", levels=_SPLIT),
    OutputColumn("children_full", "可达但已满儿童", Show.COUNT, "人", levels=_SPLIT),
    OutputColumn("children_not_seeking", "暂不寻求托位儿童", Show.COUNT, "人", "六项之和为3岁以下儿童", _SPLIT),
    OutputColumn("new_areas", "新建居住区", Show.COUNT, "个", "逐个核算，不并入应有托位", _ADMINISTRATIVE),
    OutputColumn("new_areas_required", "新建居住区应配", Show.COUNT, "个", levels=_ADMINISTRATIVE),
    OutputColumn("new_areas_provided", "新建居住区已配", Show.COUNT, "个", levels=_ADMINISTRATIVE),
    OutputColumn("new_areas_short", "未达标新建居住区", Show.COUNT, "个", levels=_ADMINISTRATIVE),
    OutputColumn("new_areas_unknown", "无法判定新建居住区", Show.COUNT, "个", "不在应配、已配之内", _ADMINISTRATIVE),
    OutputColumn("minutes", "生活圈层级", Show.CODE, "分钟", levels=_CIRCLE),
    OutputColumn("has_site", "有无设施", Show.CODE, about="生活圈内至少一处点位", levels=_CIRCLE),
    OutputColumn("enough_places", "托位是否足够", Show.CODE, about="现有托位不少于应有托位", levels=_CIRCLE),
    OutputColumn("within_reach", "是否可达", Show.CODE, about="服务半径内儿童达到要求占比", levels=_CIRCLE),
    OutputColumn("children_in_reach", "可达儿童", Show.COUNT, "人", levels=_CIRCLE),
    OutputColumn("binds", "制约因素", Show.CODE, levels=_CIRCLE),
    OutputColumn("era", "新建/已建成", Show.CODE, levels=_RESIDENTIAL),
    OutputColumn("status", "建设状态", Show.CODE, levels=_RESIDENTIAL),
    OutputColumn("central_share", "中心城区占比", Show.SHARE, levels=_RESIDENTIAL),
    OutputColumn("planned_places", "规划托位", Show.COUNT, "个", levels=_RESIDENTIAL),
    OutputColumn("provided", "已配托位", Show.COUNT, "个", "交付后为已开办，交付前为规划", _RESIDENTIAL),
    OutputColumn("rule_id", "适用规则", Show.TEXT, levels=_RESIDENTIAL),
    OutputColumn("outcome", "结论", Show.CODE),
    OutputColumn("reason", "说明", Show.TEXT),
)


def columns_of(level: Level) -> tuple[OutputColumn, ...]:
    """The columns a gap table of `level` has, in order."""
    return tuple(column for column in GAP_COLUMNS if not column.levels or level in column.levels)
