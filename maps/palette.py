"""The colours and class breaks of a gap map (缺口配色): one palette for layers, legend, page and offline map."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from planning.model.codes import Level
from planning.policy.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of a legend: the Chinese words, a shorter form of them, and how the area or point is drawn."""

    key: str
    label: str
    colour: str
    line: str = "#6b7480"
    hatch: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class GapClass(Swatch):
    """A range of the balance (surplus less shortage, places), both ends included; None is an open end."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Part(Swatch):
    """One of the six fates of children under 3; `means` says in a sentence what it takes to be counted there."""

    means: str = ""
    seeks: bool = True


@dataclass(frozen=True, slots=True)
class Curve(Swatch):
    """A line of a chart over years, told by its dashes (in the units of the chart) as well as by its colour."""

    dash: str = ""


@dataclass(frozen=True, slots=True)
class GapScale:
    """The classes of one level, from the worst shortage to the greatest surplus."""

    level: Level
    classes: tuple[GapClass, ...]

    def class_keys(self, gaps: pd.DataFrame) -> pd.Series:
        """
        Name the class each row falls into.

        Parameters
        ----------
        gaps
            Columns `shortage` and `surplus` (Int64, NA where unknown), and `outcome`.

        Returns
        -------
        Series
            Keys of `classes`; where a number is missing, `not-applicable` if no rule asks for places, and
            `undetermined` otherwise. Same index.
        """
        balance = gaps["surplus"].astype("Int64") - gaps["shortage"].astype("Int64")
        keys = pd.Series(UNDETERMINED.key, index=gaps.index, dtype="object")
        for entry in self.classes:
            inside = balance.ge(entry.low if entry.low is not None else balance.min())
            inside &= balance.le(entry.high if entry.high is not None else balance.max())
            keys = keys.mask(inside.fillna(False).astype(bool), entry.key)
        nothing_asked = balance.isna() & (gaps["outcome"] == Outcome.NOT_APPLICABLE)
        return keys.mask(nothing_asked.fillna(value=False).astype(bool), NOT_APPLICABLE.key)


# Orange-brown is short, blue-violet is surplus: the two stay apart in every common colour blindness.
_SHORT = ("#f7cf9c", "#e39a45", "#a9560f")
_SURPLUS = ("#cfcbe6", "#988dc6", "#594a92")
_BALANCED = "#f4f2ec"

UNDETERMINED = Swatch("undetermined", "无法判定（数据不足）", "#e3e6ea", "#7a838e", hatch=True, short="无法判定")
NOT_APPLICABLE = Swatch("not-applicable", "不适用（没有规则要求）", "#ffffff", "#a3abb3", short="不适用")

# Where a class ends is fixed for each level, so that one colour means one number of places on every day and profile.
_BREAKS: dict[Level, tuple[int, int]] = {
    Level.CITY: (5_000, 20_000),
    Level.DISTRICT: (1_000, 5_000),
    Level.STREET: (100, 300),
    Level.COMMUNITY: (10, 30),
    Level.LIFE_CIRCLE: (50, 150),
    Level.RESIDENTIAL_AREA: (5, 20),
}


def gap_scale(level: Level) -> GapScale:
    """The classes in which areas of `level` are coloured."""
    few, many = _BREAKS[level]
    middle = f"{few + 1:,}—{many:,}"
    short = (
        GapClass("short-3", f"缺超过 {many:,} 个", _SHORT[2], short=f">{many:,}", high=-many - 1),
        GapClass("short-2", f"缺 {middle} 个", _SHORT[1], short=middle, low=-many, high=-few - 1),
        GapClass("short-1", f"缺 1—{few:,} 个", _SHORT[0], short=f"1—{few:,}", low=-few, high=-1),
    )
    surplus = (
        GapClass("surplus-1", f"富余 1—{few:,} 个", _SURPLUS[0], short=f"1—{few:,}", low=1, high=few),
        GapClass("surplus-2", f"富余 {middle} 个", _SURPLUS[1], short=middle, low=few + 1, high=many),
        GapClass("surplus-3", f"富余超过 {many:,} 个", _SURPLUS[2], short=f">{many:,}", low=many + 1),
    )
    return GapScale(level, (*short, GapClass("balanced", "供需相等", _BALANCED, short="相等", low=0, high=0), *surplus))


CIRCLE_WITHOUT_SITE = Swatch("circle-without-site", "没有设施的生活圈", "#b3261e", "#b3261e")
# Sites stand among homes in the colours of the parts: a navy that none of those comes near, for any eye.
SITE_COUNTED = Swatch("site-counted", "计入供给的点位", "#100060", "#ffffff", short="计入")
SITE_NOT_COUNTED = Swatch("site-not-counted", "不计入供给的点位", "#ffffff", "#100060", short="不计入")
NEW_AREA_MET = Swatch("new-area-met", "新建居住区：达标", "#3f7fb5", "#1d4f78", short="达标")
NEW_AREA_NOT_MET = Swatch("new-area-not-met", "新建居住区：未达标", "#d1495b", "#8c1d2f", short="未达标")
NEW_AREA_UNKNOWN = Swatch(
    "new-area-unknown", "新建居住区：无法判定", "#e3e6ea", "#5b6673", hatch=True, short="无法判定"
)
VERDICT_MET = Swatch("met", "达标", "#3f7fb5", "#1d4f78", short="达标")
VERDICT_NOT_MET = Swatch("not-met", "未达标", "#d1495b", "#8c1d2f", short="未达标")
BOUNDARY = Swatch("boundary", "区界", "none", "#3a4450")

MARKS: tuple[Swatch, ...] = (
    CIRCLE_WITHOUT_SITE,
    SITE_COUNTED,
    SITE_NOT_COUNTED,
    NEW_AREA_MET,
    NEW_AREA_NOT_MET,
    NEW_AREA_UNKNOWN,
    BOUNDARY,
)

# A level that is judged as a whole is coloured by its verdict: most of its units owe no number of places.
VERDICTS: tuple[Swatch, ...] = (VERDICT_NOT_MET, VERDICT_MET, UNDETERMINED, NOT_APPLICABLE)

# Five hues that no common colour blindness brings together, each at least 3:1 on white; who seeks no place is pale.
PARTS: tuple[Part, ...] = (
    Part(
        "served",
        "有位可入",
        "#1a8a84",
        "#0f5c63",
        short="有位",
        means="步行可达范围内有合适的托位，按最优分配能分到一个。",
    ),
    Part(
        "out_of_reach",
        "不可达",
        "#4a1d33",
        "#2e0f1f",
        short="不可达",
        means="步行可达范围内没有对外开放的点位，或量不出距离。",
    ),
    Part(
        "no_class",
        "可达但无适龄班",
        "#6a5acd",
        "#43379a",
        short="无适龄班",
        means="可达的点位都没有收这个月龄的班。",
    ),
    Part(
        "only_non_inclusive",
        "可达的仅有非普惠",
        "#bf8b00",
        "#7d5b00",
        short="仅非普惠",
        means="可达且有适龄班的点位都不是普惠托位；按全部托位计时没有这一项。",
    ),
    Part(
        "full",
        "可达但已满",
        "#b93a1e",
        "#7c2512",
        short="已满",
        means="可达的点位有适龄班，托位都分给了别的儿童。",
    ),
    Part(
        "not_seeking",
        "暂不寻求托位",
        "#e6e9ed",
        "#a3abb3",
        short="不寻求",
        means="其余3岁以下儿童：家庭不送托，或不足6月龄、没有班型可入。",
        seeks=False,
    ),
)

CURVES: tuple[Curve, ...] = (
    Curve("willingness", "意愿口径：寻求托位的适龄儿童", "#594a92", "#594a92", short="意愿"),
    Curve("policy", "政策口径：目标应有托位", "#a9560f", "#a9560f", short="政策", dash="9 4 2 4"),
    Curve("enrolment", "在托口径：按现在的在托比例", "#1f6f78", "#1f6f78", short="在托", dash="5 4"),
    Curve("places", "现有托位（假定不变）", "#0b1f2a", "#0b1f2a", short="现有"),
)

# Walks are drawn in one blue that no class, verdict or part has.
WALKS: tuple[Swatch, ...] = (
    Swatch("way", "步行可达的道路", "#0b63ce", "#0b63ce", short="道路"),
    Swatch("start", "所选的点位或居住点", "#ffd447", "#0b1f2a", short="所选"),
    Swatch("reached", "可达的点位或居住点", "#ffffff", "#0b63ce", short="可达"),
)


def palette_for_page() -> dict[str, Any]:
    """Every scale and mark as plain data, for the page's scripts."""
    return {
        "levels": {level.value: [asdict(entry) for entry in gap_scale(level).classes] for level in Level},
        "verdicts": {entry.key: asdict(entry) for entry in VERDICTS},
        "undetermined": asdict(UNDETERMINED),
        "notApplicable": asdict(NOT_APPLICABLE),
        "marks": {mark.key: asdict(mark) for mark in MARKS},
        "parts": [asdict(part) for part in PARTS],
        "curves": {curve.key: asdict(curve) for curve in CURVES},
        "walks": {mark.key: asdict(mark) for mark in WALKS},
    }
