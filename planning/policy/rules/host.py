"""Which buildings, facilities and land may hold childcare (可用载体): a list, by kind of host or by land-use code."""

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

import pandas as pd
from pydantic import model_validator

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input
from planning.trace import Input


class Host(Rule):
    """
    The attribute `column`, called `column_zh`, of each subject is among `allowed`.

    Land-use codes mean different land in different systems: `allowed_by_system` lists the beginnings of the codes that
    are allowed in each, and a subject whose attribute `system_column` names no system cannot be judged.
    """

    type: Literal["host"] = "host"
    column: str
    column_zh: str
    allowed: tuple[str, ...] = ()
    system_column: str = ""
    allowed_by_system: Mapping[str, tuple[str, ...]] = {}

    per_count: ClassVar[bool] = False

    @model_validator(mode="after")
    def _lists_something(self) -> Self:
        if bool(self.allowed) == bool(self.allowed_by_system):
            raise ValueError("give allowed, or allowed_by_system with system_column")
        if bool(self.allowed_by_system) != bool(self.system_column):
            raise ValueError("allowed_by_system and system_column come together")
        return self

    def reads(self) -> tuple[str, ...]:
        """The kind of host or the code, and the system of the code."""
        return (self.column_zh, *(("用地分类标准",) if self.system_column else ()))

    def measure(self, facts: Facts) -> pd.DataFrame:
        """Whether each subject is of a kind that is allowed."""
        scope = self.scope(facts)
        kinds = facts.attribute(self.level, self.column)
        words = pd.Series([pd.NA if pd.isna(item) else str(item) for item in kinds], index=scope.index, dtype="str")
        holds, why = self._by_system(words, facts) if self.system_column else self._by_list(words)
        return scope.measured(why=why, holds=holds)

    def standard(self) -> str:
        """The list in words."""
        if self.allowed:
            return f"{self.column_zh}为{'、'.join(self.allowed)}之一"
        lists = "；".join(f"{name}：{'、'.join(codes)}" for name, codes in self.allowed_by_system.items())
        return f"{self.column_zh}属于（{lists}）"

    def formula(self) -> str:
        """Looking a kind up in the list."""
        return f"核对{self.column_zh}是否在所列范围"

    def unit_word(self) -> str:
        """What is counted are subjects."""
        return "处"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What is stated."""
        return Held("所列", "statements", "statements")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The kind of host or the code, and the system of the code."""
        asked = {self.column: self.column_zh} | ({self.system_column: "用地分类标准"} if self.system_column else {})
        return tuple(
            stated_input(finding, facts, level=self.level, column=column, zh=zh) for column, zh in asked.items()
        )

    def _by_list(self, words: pd.Series) -> tuple[pd.Series, pd.Series]:
        holds = words.isin(self.allowed).astype("boolean").mask(words.isna())
        return holds, self._why(words, holds)

    def _by_system(self, words: pd.Series, facts: Facts) -> tuple[pd.Series, pd.Series]:
        systems = facts.attribute(self.level, self.system_column)
        known = systems.isin(list(self.allowed_by_system))
        starts = systems.map(lambda name: self.allowed_by_system.get(str(name), ()))
        held = [
            pd.NA if pd.isna(word) or not told else word.startswith(tuple(codes))
            for word, told, codes in zip(words, known, starts, strict=True)
        ]
        holds = pd.Series(held, index=words.index, dtype="boolean")
        unsaid = pd.Series("", index=words.index, dtype="str").mask(
            ~known, f"没有说明用地分类标准（已知：{'、'.join(self.allowed_by_system)}），同一编码含义不同"
        )
        return holds, unsaid.where(unsaid != "", self._why(words, holds))

    def _why(self, words: pd.Series, holds: pd.Series) -> pd.Series:
        said = pd.Series("", index=words.index, dtype="str").mask(words.isna(), f"缺少“{self.column_zh}”")
        return said.mask(
            (~holds).fillna(False).astype(bool), f"{self.column_zh}为“" + words.fillna("") + "”，不在所列范围"
        )
