"""Whether land for childcare is in the plans and supplied as the clause allows (用地保障)."""

from calendar import monthrange
from datetime import date
from typing import Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, model_validator

from planning.policy.attributes import days
from planning.policy.exact import Whole
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.stated import stated_input
from planning.policy.rules.termed import Termed
from planning.policy.subjects import Subject
from planning.trace import Input


class Window(BaseModel):
    """
    For how long a relief lasts from the day in `since`: up to the day `until`, or for so many `years`.

    Both ends are included. `warning` is told with every answer, where the text may mean another window.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: str
    since_zh: str
    until: date | None = None
    years: Whole | None = None
    warning: str = ""

    @model_validator(mode="after")
    def _ends_once(self) -> Self:
        if (self.until is None) == (self.years is None):
            raise ValueError("give until or years")
        return self

    def words(self) -> str:
        """The window in Chinese."""
        return f"自{self.since_zh}起{self.years}年内" if self.years else f"自{self.since_zh}起至{self.until}"

    def ends(self, begun: pd.Series) -> pd.Series:
        """The last day for each day on which it began (object: date), NA where that day is unknown."""
        last = [pd.NA if pd.isna(day) else self.until or _years_later(day, self.years or 0) for day in begun]
        return pd.Series(last, index=begun.index, dtype="object")


class LandSupply(Termed):
    """
    Each parcel meets the terms: it is in the spatial plan and the yearly land plan, or its scheme is approved.

    With a `window` the day has to lie within it as well.
    """

    type: Literal["land_supply"] = "land_supply"
    window: Window | None = None

    def reads(self) -> tuple[str, ...]:
        """The attributes that the terms ask for, and the day on which the window began."""
        return (*super().reads(), *((self.window.since_zh,) if self.window else ()))

    def measure(self, facts: Facts) -> pd.DataFrame:
        """Whether all terms hold of each parcel, within the window; one that fails decides."""
        measured = super().measure(facts)
        if self.window is None:
            return measured
        inside, said = _inside(self.window, facts, self.level)
        spoken = measured["applies"].fillna(True).astype(bool)
        told = _joined(_joined(measured["reason"], said), pd.Series(self.window.warning, said.index, dtype="str"))
        return measured.assign(
            holds=measured["holds"].astype("boolean") & inside, reason=measured["reason"].where(~spoken, told)
        )

    def standard(self) -> str:
        """The terms and the window in words."""
        return super().standard() + (f"，{self.window.words()}" if self.window else "")

    def formula(self) -> str:
        """All terms hold, and the day lies within the window."""
        return super().formula() + (f"；研究日期在{self.window.words()}" if self.window else "")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """What is stated for the terms, and the day on which the window began."""
        if self.window is None:
            return super().inputs(finding, facts)
        column, zh = self.window.since, self.window.since_zh
        return (*super().inputs(finding, facts), stated_input(finding, facts, level=self.level, column=column, zh=zh))


def _inside(window: Window, facts: Facts, level: Subject) -> tuple[pd.Series, pd.Series]:
    """Whether the day lies within the window of each parcel (boolean), and what is to be said where it does not."""
    begun = days(facts.attribute(level, window.since))
    ends = window.ends(begun)
    held = [pd.NA if pd.isna(first) else first <= facts.on <= last for first, last in zip(begun, ends, strict=True)]
    inside = pd.Series(held, index=begun.index, dtype="boolean")
    over = [not pd.isna(last) and last < facts.on for last in ends]
    said = pd.Series("", index=begun.index, dtype="str").mask(begun.isna(), f"缺少“{window.since_zh}”")
    said = said.mask((~inside).fillna(False).astype(bool), f"{window.since_zh}" + begun.astype("str") + "未到")
    return inside, said.mask(pd.Series(over, index=begun.index, dtype=bool), "过渡期已于" + ends.astype("str") + "届满")


def _joined(said: pd.Series, more: pd.Series) -> pd.Series:
    return said.where(more == "", said.where(said == "", said + "；") + more)


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; the last of the month where there is none (Civil Code art. 202)."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
