"""How a number came about (计算依据): inputs, the formula filled in, and the clause, readable and recomputable."""

from dataclasses import dataclass
from datetime import date

from planning.model.codes import PopulationKind
from planning.policy.clauses import Clause


@dataclass(frozen=True, slots=True)
class Input:
    """One number that went in, and the row it stands in: table, key, source and date."""

    name: str
    value: str
    unit: str = ""
    table: str = ""
    key: str = ""
    source: str = ""
    on: date | None = None


def unit_key(level: str, unit: str) -> str:
    """Name the row of a unit in the table of its level: `area_id=11`."""
    column = _KEYS.get(level, "area_id")
    return f"{column}={unit}"


_KEYS = {
    "life-circle": "circle_id",
    "residential-area": "residential_area_id",
    "institution": "institution_id",
    "site": "site_id",
    "phase": "phase",
    "employer": "subject_id",
    "host": "subject_id",
    "parcel": "subject_id",
    "annex": "row",
}


def residents_key(area_id: str, on: date | None) -> str:
    """Name the row of the population table that gives the residents of an area; the area alone where no row does."""
    return f"area_id={area_id}" + (f";on={on};kind={PopulationKind.PERMANENT}" if on else "")


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of arithmetic.

    `says` is a Chinese sentence that can be pasted into a report; `formula` is in words, `filled` the same with the
    numbers in it, `result` what comes out. `basis` is a label such as "apportioned" or "derived" where one is owed.
    """

    key: str
    says: str
    formula: str
    filled: str
    result: str
    unit: str = ""
    basis: str = ""
    inputs: tuple[Input, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def title(self) -> str:
        """What the step is about, in Chinese; the rule's id for a step that a rule tells."""
        return _TITLES.get(self.key.split("-")[0] if self.key.startswith("share-") else self.key, self.key)


_TITLES = {
    "residents": "人口",
    "children": "3岁以下婴幼儿",
    "target": "应有托位",
    "share": "分摊",
    "supplied": "现有托位",
    "provided": "已配托位",
    "central": "区位",
    "gap": "缺口",
    "places_per_1000": "千人口托位数",
    "places_per_100_children": "每百名婴幼儿托位数",
    "inclusive_share": "普惠占比",
    "use_rate": "使用率",
    "classes": "班型",
    "served": "服务五分",
    "seeking": "入托需求",
    "walks": "步行距离",
    "near": "可达儿童",
    "nearest": "步行距离中位",
    "catchment": "可及托位",
    "sites": "分配去向",
    "new_areas": "新建居住区",
    "within_reach": "可达",
    "verdict": "结论",
    "cohorts": "出生队列",
    "new_homes": "新建住房",
    "moved_out": "迁往新建住房",
    "projected": "预测儿童数",
    "policy": "政策口径",
    "willingness": "意愿口径",
    "enrolment": "在托口径",
    "demand": "需求与供给",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """All steps behind the finding of one area on one day, with the data revision they rest on."""

    area_id: str
    name: str
    level: str
    on: date
    profile: str
    revision: str
    notice: str
    steps: tuple[Step, ...]

    def sentences(self) -> tuple[str, ...]:
        """The steps as Chinese sentences, in order."""
        return tuple(step.says for step in self.steps)
