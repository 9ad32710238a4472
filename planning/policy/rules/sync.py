"""Whether childcare keeps step with the dwellings (同步规划、建设、验收、交付): step by step, phase by phase."""

from typing import Annotated, ClassVar, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from planning.model.codes import Code
from planning.policy.attributes import days, unreadable
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input
from planning.trace import Input


class Stage(Code):
    """A stage of building (建设环节); the day of the dwellings is `<stage>_on`, of the childcare `care_<stage>_on`."""

    PLANNED = "planned", "规划"
    DESIGNED = "designed", "设计"
    BUILT = "built", "建设"
    ACCEPTED = "accepted", "验收"
    DELIVERED = "delivered", "交付"
    HANDED_OVER = "handed_over", "移交"


class Pace(BaseModel):
    """The childcare reaches `care` no later than the dwellings reach `homes`; the same stage where none is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    care: Stage
    homes: Stage


class Sync(Rule):
    """In each phase every stage of the childcare comes no later than the same stage of the dwellings."""

    type: Literal["sync"] = "sync"
    stages: Annotated[tuple[Stage | Pace, ...], Field(min_length=1)]

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """The days of both."""
        said = [(f"住宅{pace.homes.zh}日期", f"托育设施{pace.care.zh}日期") for pace in self._paces()]
        return tuple(word for pair in said for word in pair)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """In how many stages the childcare kept step; one that fails decides even where another day is missing."""
        scope = self.scope(facts)
        paces = self._paces()
        kept = [self._kept(pace, facts) for pace in paces]
        holds = pd.Series(True, index=scope.index, dtype="boolean")
        why = pd.Series("", index=scope.index, dtype="str")
        for held, said in kept:
            holds &= held
            why = why.where(said == "", why.where(why == "", why + "；") + said)
        steps = pd.concat([held.rename(place) for place, (held, _) in enumerate(kept)], axis=1)
        return scope.measured(
            why=why,
            required=pd.Series(len(paces), index=scope.index, dtype="Int64"),
            value=steps.sum(axis=1).astype("Int64").mask(steps.isna().to_numpy().sum(axis=1) > 0),
            holds=holds,
        )

    def standard(self) -> str:
        """The stages in words."""
        return "托育设施" + "、".join(_said(pace) for pace in self._paces())

    def formula(self) -> str:
        """Day against day."""
        return "；".join(f"托育设施{pace.care.zh}日期 ≤ 住宅{pace.homes.zh}日期" for pace in self._paces())

    def unit_word(self) -> str:
        """Stages."""
        return "个环节"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The stages that kept step."""
        return Held("同步", "phases", "phases")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """Every day that was compared."""
        pairs = [
            (name, zh)
            for pace in self._paces()
            for name, zh in ((_homes(pace), f"住宅{pace.homes.zh}日期"), (_care(pace), f"托育设施{pace.care.zh}日期"))
        ]
        return tuple(
            stated_input(finding, facts, level=self.level, column=name, zh=zh, table="phases") for name, zh in pairs
        )

    def _paces(self) -> tuple[Pace, ...]:
        return tuple(item if isinstance(item, Pace) else Pace(care=item, homes=item) for item in self.stages)

    def _kept(self, pace: Pace, facts: Facts) -> tuple[pd.Series, pd.Series]:
        """Whether the childcare kept step (boolean, NA where a day is missing), and what is to be said of it."""
        told = {name: facts.attribute(self.level, name) for name in (_care(pace), _homes(pace))}
        care, homes = (days(values) for values in told.values())
        held = [
            pd.NA if pd.isna(one) or pd.isna(other) else one <= other for one, other in zip(care, homes, strict=True)
        ]
        kept = pd.Series(held, index=care.index, dtype="boolean")
        why = pd.Series("", index=care.index, dtype="str")
        for values, read, zh in (
            (told[_homes(pace)], homes, f"住宅{pace.homes.zh}日期"),
            (told[_care(pace)], care, f"托育设施{pace.care.zh}日期"),
        ):
            why = why.mask((why == "") & values.isna(), f"缺少{zh}")
            why = why.mask((why == "") & unreadable(values, read), f"{zh}无法读出")
        late = f"{pace.care.zh}晚于住宅：" + care.astype("str") + "，住宅" + homes.astype("str")
        return kept, why.mask((~kept).fillna(False).astype(bool), late)


def _care(pace: Pace) -> str:
    return f"care_{pace.care.value}_on"


def _homes(pace: Pace) -> str:
    return f"{pace.homes.value}_on"


def _said(pace: Pace) -> str:
    same = pace.care is pace.homes
    return f"与住宅同步{pace.care.zh}" if same else f"{pace.care.zh}不晚于住宅{pace.homes.zh}"
