"""Things that must be true of a subject (条件项), each read from one attribute; several kinds share them."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.policy.attributes import days, flags, numbers, unreadable
from planning.policy.exact import Exact
from planning.policy.facts import Facts
from planning.policy.parameters import Parameters
from planning.policy.subjects import Subject


class Term(BaseModel):
    """
    One attribute and what it must be; exactly one of the conditions is given.

    `is_true` asks for yes or no, `one_of` for a word, `starts_with` for a code that begins so, `at_least` and `at_most`
    for a number (both included; together they are a range), `by` for a day not after it, `has_come` for a day that is
    not still to come, `within_years` for one that came no more than so many years ago. A number that the document
    leaves to the place is named by `at_least_parameter` or `at_most_parameter` and comes from the profile.
    `says` is the term in Chinese where the words that are stated are codes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    zh: str
    unit: str = ""
    says: str = ""
    is_true: bool | None = None
    one_of: tuple[str, ...] = ()
    starts_with: tuple[str, ...] = ()
    at_least: Exact | None = None
    at_most: Exact | None = None
    by: date | None = None
    has_come: bool = False
    within_years: Annotated[int, Field(strict=True, ge=1)] | None = None
    at_least_parameter: str = ""
    at_most_parameter: str = ""

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if len(self._asked()) != 1:
            raise ValueError(
                "give one of is_true, one_of, starts_with, at_least and at_most, by, has_come, within_years"
            )
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least is above at_most")
        return self

    def _asked(self) -> list[str]:
        ranged = (self.at_least, self.at_most, self.at_least_parameter or None, self.at_most_parameter or None)
        given = {
            "is_true": self.is_true is not None,
            "one_of": bool(self.one_of),
            "starts_with": bool(self.starts_with),
            "range": any(item is not None for item in ranged),
            "by": self.by is not None,
            "has_come": self.has_come,
            "within_years": self.within_years is not None,
        }
        return [name for name, there in given.items() if there]

    def supplied(self, parameters: Parameters) -> Self:
        """The same term with the numbers of the place in it, where the profile has them."""
        found: dict[str, object] = {}
        for bound in ("at_least", "at_most"):
            parameter = parameters.get(getattr(self, f"{bound}_parameter"))
            if parameter is not None:
                found[bound] = parameter.value
        return self.model_copy(update=found) if found else self

    def unsupplied(self) -> list[str]:
        """The parameters that are asked for and not there."""
        pairs = ((self.at_least, self.at_least_parameter), (self.at_most, self.at_most_parameter))
        return [name for value, name in pairs if name and value is None]

    def holds(self, facts: Facts, level: Subject) -> pd.Series:
        """Whether the term is true of each unit (boolean, NA where the attribute is missing or cannot be read)."""
        values = facts.attribute(level, self.column)
        if self.unsupplied():
            return pd.Series(pd.NA, index=values.index, dtype="boolean")
        if self.is_true is not None:
            return flags(values) == self.is_true
        if self.one_of or self.starts_with:
            words = pd.Series([pd.NA if pd.isna(item) else str(item) for item in values], values.index, dtype="str")
            held = words.isin(self.one_of) if self.one_of else words.fillna("").str.startswith(self.starts_with)
            return held.astype("boolean").mask(words.isna())
        if self.by is not None:
            return _compared(days(values), at_most=self.by)
        if self.has_come or self.within_years is not None:
            return _compared(days(values), at_least=self._earliest(facts.on), at_most=facts.on)
        return _compared(numbers(values), at_least=self.at_least, at_most=self.at_most)

    def why(self, facts: Facts, level: Subject) -> pd.Series:
        """Why it cannot be told of each unit, in Chinese; empty where it can."""
        values = facts.attribute(level, self.column)
        read = {"is_true": flags, "by": days, "has_come": days, "within_years": days, "range": numbers}.get(
            self._asked()[0]
        )
        bad = unreadable(values, read(values)) if read else pd.Series(False, index=values.index)
        missing = pd.Series("", index=values.index, dtype="str").mask(values.isna(), f"缺少“{self.zh}”")
        said = missing.mask(bad, f"“{self.zh}”无法读出：" + values.astype("str").str.slice(0, 40))
        if names := self.unsupplied():
            return said.mask(said == "", "").where(said != "", f"文件没有给出数值，须由本地参数{'、'.join(names)}规定")
        return said

    def _earliest(self, on: date) -> date | None:
        """The earliest day that lies no more than `within_years` before a day; None where there is no limit."""
        if self.within_years is None:
            return None
        return (pd.Timestamp(on) - pd.DateOffset(years=self.within_years)).date()

    def words(self) -> str:
        """The term in Chinese."""
        if self.says:
            return self.says
        if self.has_come:
            return f"{self.zh}已到"
        if self.within_years is not None:
            return f"自{self.zh}起不超过{self.within_years}年"
        if self.is_true is not None:
            return self.zh if self.is_true else f"没有{self.zh}"
        if self.one_of or self.starts_with:
            return f"{self.zh}为{'、'.join(self.one_of or self.starts_with)}" + ("" if self.one_of else "开头的编码")
        if self.by is not None:
            return f"{self.zh}不晚于{self.by}"
        least = self.at_least if self.at_least is not None else self.at_least_parameter
        most = self.at_most if self.at_most is not None else self.at_most_parameter
        bounds = ([f"不少于{least}{self.unit}"] if least != "" else []) + (
            [f"不超过{most}{self.unit}"] if most != "" else []
        )
        return f"{self.zh}{'、'.join(bounds)}"


def all_terms(terms: Iterable[Term], facts: Facts, *, level: Subject) -> pd.DataFrame:
    """
    Whether all terms hold of each unit; one that fails decides even where another is unknown (Kleene logic).

    Returns
    -------
    DataFrame
        In the order of the units: `holds` (boolean, NA where it cannot be told) and `why` (Chinese: what fails, or what
        is missing; empty where all hold).
    """
    index = facts.units_at(level).index
    held = pd.Series(True, index=index, dtype="boolean")
    failed, missing = (pd.Series("", index=index, dtype="str") for _ in range(2))
    for term in terms:
        holds = term.holds(facts, level)
        held &= holds
        failed = _joined(
            failed, pd.Series("", index=index, dtype="str").mask((~holds).fillna(False), f"不满足“{term.words()}”")
        )
        missing = _joined(missing, term.why(facts, level).where(holds.isna(), ""))
    return pd.DataFrame({"holds": held, "why": failed.where(failed != "", missing)})


def _joined(said: pd.Series, more: pd.Series) -> pd.Series:
    return said.where(more == "", said.where(said == "", said + "；") + more)


def _compared(values: pd.Series, *, at_least: object = None, at_most: object = None) -> pd.Series:
    """Each value against its bounds, both included, in the exact arithmetic of what it is."""
    told = [
        pd.NA if pd.isna(item) else (at_least is None or item >= at_least) and (at_most is None or item <= at_most)
        for item in values
    ]
    return pd.Series(told, index=values.index, dtype="boolean")
