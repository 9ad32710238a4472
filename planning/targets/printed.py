"""Targets as people get them (打印的目标表): each row with its rule's name, clause and standing."""

import pandas as pd

from planning.frames import OutputColumn, Show
from planning.targets.path import KnownPlaces, Milestone
from planning.targets.progress import Progress

TARGET_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("rule", "目标", Show.TEXT),
    OutputColumn("level", "层级", Show.CODE),
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "单元", Show.TEXT),
    OutputColumn("deadline", "期限", Show.DAY, about="期限当日仍为期限未到"),
    OutputColumn("required", "应有", Show.COUNT),
    OutputColumn("actual", "现有", Show.COUNT, about="数据日期那一天的数"),
    OutputColumn("shortfall", "相差", Show.COUNT, about="情况不明的不计算"),
    OutputColumn("unit", "计量", Show.TEXT),
    OutputColumn("as_of", "数据日期", Show.DAY),
    OutputColumn("state", "状态", Show.CODE, about="期限已过的按期限当日的数据判定；当日没有数据的为情况不明"),
    OutputColumn("modality", "约束力", Show.CODE),
    OutputColumn("document_status", "文件效力", Show.CODE),
    OutputColumn("cite", "依据", Show.TEXT),
    OutputColumn("source", "数据来源", Show.TEXT),
    OutputColumn("reason", "说明", Show.TEXT),
)

PATH_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("level", "层级", Show.CODE),
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "单元", Show.TEXT),
    OutputColumn("on", "日期", Show.DAY),
    OutputColumn("required", "应有托位", Show.COUNT, "个"),
    OutputColumn("required_basis", "应有托位依据", Show.CODE),
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("modality", "约束力", Show.CODE),
    OutputColumn("places", "现有托位", Show.COUNT, "个", "该日期当日的数；有点位未填托位数的为至少数"),
    OutputColumn("state", "状态", Show.CODE),
    OutputColumn("source", "数据来源", Show.TEXT),
)


def printed_targets(progress: Progress) -> pd.DataFrame:
    """The target table with the columns of `TARGET_HEADINGS`: `rule`, `unit`, `modality` and clause beside each row."""
    rules = {rule.id: rule for rule in progress.profile.rules}
    ids = progress.targets["rule_id"]
    beside = {
        "rule": {rule_id: rule.name for rule_id, rule in rules.items()},
        "unit": {rule_id: rule.unit_word() for rule_id, rule in rules.items()},
        "modality": {rule_id: str(rule.modality) for rule_id, rule in rules.items()},
        "document_status": {rule_id: str(rule.source.document.status) for rule_id, rule in rules.items()},
        "cite": {rule_id: rule.source.cite() for rule_id, rule in rules.items()},
    }
    return progress.targets.assign(**{name: ids.map(words).astype("object") for name, words in beside.items()})


def printed_paths(progress: Progress) -> pd.DataFrame:
    """The paths in long form with the columns of `PATH_HEADINGS`: a row for each unit and day that says anything."""
    rows = [
        {"level": path.level.value, "area_id": path.area_id, "name": path.name, "on": on}
        | _due(path.due_on(on))
        | _known(path.known_on(on))
        for path in progress.paths
        for on in path.days()
    ]
    return pd.DataFrame(rows, columns=[column.name for column in PATH_HEADINGS], dtype="object")


def _due(milestone: Milestone | None) -> dict[str, object]:
    if milestone is None:
        return {}
    return {
        "required": milestone.required,
        "required_basis": milestone.basis,
        "rule_id": milestone.rule_id,
        "modality": str(milestone.modality),
        "state": str(milestone.state),
    }


def _known(known: KnownPlaces | None) -> dict[str, object]:
    if known is None:
        return {}
    return {"places": known.places, "source": known.source + ("" if known.exact else "（有点位未填托位数，为至少数）")}
