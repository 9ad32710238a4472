"""Whether childcare keeps step with the dwellings (同步规划、建设、验收、交付): step by step, phase by phase."""

from typing import Annotated, ClassVar, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.model.codes import Code
from planning.policy.attributes import days, unreadable
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input, terms_inputs
from planning.policy.rules.terms import Term, all_terms
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
    """
    The childcare reaches `care` no later than the dwellings reach `homes`, or no earlier than itself reaches `after`.

    A stage by itself stands for the same stage of the dwellings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    care: Stage
    homes: Stage | None = None
    after: Stage | None = None

    @model_validator(mode="after")
    def _compares_two_days(self) -> Self:
        if (self.homes is None) == (self.after is None):
            raise ValueError("give homes or after")
        return self

    def earlier(self) -> tuple[str, str]:
        """The attribute of the day that must not be the later one, and what it is called."""
        return _of_care(self.after or self.care)

    def later(self) -> tuple[str, str]:
        """The attribute of the day that must not be the earlier one, and what it is called."""
        return _of_care(self.care) if self.homes is None else (f"{self.homes.value}_on", f"住宅{self.homes.zh}日期")

    def words(self) -> str:
        """The order of the two in Chinese."""
        if self.homes is None:
            return f"{self.care.zh}不早于{self.measure_of()}"
        same = self.care is self.homes
        return f"与住宅同步{self.care.zh}" if same else f"{self.care.zh}不晚于住宅{self.homes.zh}"

    def broken(self) -> str:
        """How it is called where the order does not hold."""
        return f"{self.care.zh}{'晚于' if self.after is None else '早于'}{self.measure_of()}"

    def measure_of(self) -> str:
        """What the childcare is held against, in Chinese."""
        return "住宅" if self.after is None else self.after.zh


class Sync(Rule):
    """
    In each phase every stage of the childcare comes no later than the same stage of the dwellings.

    What else a clause asks of the building or the handover stands in `terms`.
    """

    type: Literal["sync"] = "sync"
    stages: Annotated[tuple[Stage | Pace, ...], Field(min_length=1)]
    terms: tuple[Term, ...] = ()

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """The days of both, and what the terms ask for."""
        return (*self._days_read().values(), *(term.zh for term in self.terms))

    def measure(self, facts: Facts) -> pd.DataFrame:
        """In how many stages the childcare kept step; one that fails decides even where another day is missing."""
        scope = self.scope(facts)
        kept = [self._kept(pace, facts) for pace in self._paces()]
        kept += [self._true(term, facts) for term in self.terms]
        holds = pd.Series(True, index=scope.index, dtype="boolean")
        why = pd.Series("", index=scope.index, dtype="str")
        for held, said in kept:
            holds &= held
            why = why.where(said == "", why.where(why == "", why + "；") + said)
        steps = pd.concat([held.rename(place) for place, (held, _) in enumerate(kept)], axis=1)
        return scope.measured(
            why=why,
            required=pd.Series(len(kept), index=scope.index, dtype="Int64"),
            value=steps.sum(axis=1).astype("Int64").mask(steps.isna().to_numpy().sum(axis=1) > 0),
            holds=holds,
        )

    def standard(self) -> str:
        """The stages and terms in words."""
        return "、".join(("托育设施" + "、".join(pace.words() for pace in self._paces()), *self._term_words()))

    def formula(self) -> str:
        """Day against day, then the terms."""
        return "；".join((*(f"{pace.earlier()[1]} ≤ {pace.later()[1]}" for pace in self._paces()), *self._term_words()))

    def unit_word(self) -> str:
        """Stages."""
        return "个环节"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The stages that kept step."""
        return Held("同步", "phases", "phases")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """Every day that was compared, and what is stated for the terms."""
        told = tuple(
            stated_input(finding, facts, level=self.level, column=name, zh=zh, table="phases")
            for name, zh in self._days_read().items()
        )
        return (*told, *terms_inputs(self.terms, finding, facts=facts, level=self.level))

    def _paces(self) -> tuple[Pace, ...]:
        return tuple(item if isinstance(item, Pace) else Pace(care=item, homes=item) for item in self.stages)

    def _days_read(self) -> dict[str, str]:
        """The attributes of the days, with what they are called; the one to keep up with before the one that keeps."""
        return {name: zh for pace in self._paces() for name, zh in (pace.later(), pace.earlier())}

    def _term_words(self) -> tuple[str, ...]:
        return tuple(term.words() for term in self.terms)

    def _true(self, term: Term, facts: Facts) -> tuple[pd.Series, pd.Series]:
        """Whether a term holds (boolean, NA where it cannot be told), and what is to be said of it."""
        told = all_terms((term,), facts, level=self.level)
        return told["holds"], told["why"]

    def _kept(self, pace: Pace, facts: Facts) -> tuple[pd.Series, pd.Series]:
        """Whether the order of a pace holds (boolean, NA where a day is missing), and what is to be said of it."""
        (first, first_zh), (second, second_zh) = pace.earlier(), pace.later()
        told = {name: facts.attribute(self.level, name) for name in (first, second)}
        one, other = (days(told[name]) for name in (first, second))
        held = [pd.NA if pd.isna(a) or pd.isna(b) else a <= b for a, b in zip(one, other, strict=True)]
        kept = pd.Series(held, index=one.index, dtype="boolean")
        why = pd.Series("", index=one.index, dtype="str")
        for values, read, zh in ((told[second], other, second_zh), (told[first], one, first_zh)):
            why = why.mask((why == "") & values.isna(), f"缺少{zh}")
            why = why.mask((why == "") & unreadable(values, read), f"{zh}无法读出")
        care, kept_to = (one, other) if pace.after is None else (other, one)
        late = f"{pace.broken()}：" + care.astype("str") + f"，{pace.measure_of()}" + kept_to.astype("str")
        return kept, why.mask((~kept).fillna(False).astype(bool), late)


def _of_care(stage: Stage) -> tuple[str, str]:
    return f"care_{stage.value}_on", f"托育设施{stage.zh}日期"
