"""The Chinese words for the codes in a gap table (代码的中文), column by column; every door prints the same ones."""

from collections.abc import Mapping
from typing import Final

from planning.model.codes import AreaKind, CircleMinutes, Code, Era, Level, PlanStatus, Variant
from planning.policy.clauses import DocumentStatus
from planning.policy.outcome import Modality, Outcome
from planning.population.basis import Basis
from planning.targets.state import TargetState


def _words(codes: type[Code], /, **more: str) -> dict[str, str]:
    return {member.value: member.zh for member in codes} | more


_PEOPLE: Final = _words(Basis, planned="规划", sum_of_homes="居住区合计")
_OUTCOME: Final = _words(Outcome)

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": _words(AreaKind, life_circle="社区生活圈") | _words(Era),
    "residents_basis": _PEOPLE,
    "children_basis": _PEOPLE,
    "required_basis": {
        "rule": "规则",
        "apportioned": "按儿童数分解",
        "apportioned_by_proxy": "按人口代替儿童数分解",
        "missing": "缺数据",
        "not_applicable": "不适用",
    },
    "minutes": _words(CircleMinutes),
    "has_site": _OUTCOME,
    "enough_places": _OUTCOME,
    "within_reach": _OUTCOME,
    "binds": {"site": "没有设施", "places": "托位不足", "reach": "距离过远", "none": "无", "unknown": "无法判定"},
    "era": _words(Era),
    "status": _words(PlanStatus),
    "outcome": _OUTCOME,
    "level": _words(Level),
    "modality": _words(Modality),
    "state": _words(TargetState),
    "state_then": _words(TargetState),
    "document_status": _words(DocumentStatus),
    "variant": _words(Variant),
    "enrolment_at_least": {"True": "是", "False": "否"},
}


def labels(column: str) -> Mapping[str, str]:
    """Code to Chinese words for a column of a gap table; empty where the column holds no codes."""
    return LABELS.get(column, {})


def label(column: str, code: str) -> str:
    """The Chinese words of one code; the code itself where it has none."""
    return labels(column).get(code, code)
