"""What only a person can tell (人工核查): ticked with a date, a note and its evidence, never computed."""

from datetime import date
from typing import ClassVar, Literal

import pandas as pd

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.trace import Input, unit_key

_YES, _NO, _NOT_APPLICABLE = "yes", "no", "not_applicable"


class Checklist(Rule):
    """
    A person answers `asks` for each unit; the latest answer on or before the day counts.

    `row_type` says why no machine does: it is a `manual` matter, asks for a `data` system or publication, or is one of
    `supervision`.
    """

    type: Literal["checklist"] = "checklist"
    row_type: Literal["manual", "data", "supervision"]
    asks: str

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """The answer of a person."""
        return ("人工核查结果",)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """The latest answer for each unit, with its date, note and evidence."""
        scope = self.scope(facts)
        told = self._answers(facts).reindex(scope.index)
        answer = told["answer"].astype("object")
        applicable = scope.applies.astype("boolean") & (answer != _NOT_APPLICABLE)
        return scope.measured(
            why=_said(told),
            manual=answer.isna(),
            holds=pd.Series(answer == _YES, index=scope.index, dtype="boolean").mask(answer.isna()),
        ).assign(applies=applicable)

    def standard(self) -> str:
        """The question."""
        return self.asks

    def formula(self) -> str:
        """A person's answer."""
        return "人工核查：是、否或不适用，附日期、说明和证据"

    def unit_word(self) -> str:
        """What is counted are items."""
        return "项"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What was ticked."""
        return Held("核查", "checks", "checks")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The answer and its day."""
        told = self._answers(facts)
        if finding.area_id not in told.index:
            return ()
        row = told.loc[finding.area_id]
        key = unit_key(self.level, finding.area_id) + f";rule_id={self.id}"
        evidence, day = str(row["evidence"]), date.fromisoformat(str(row["on"]))
        return (Input("核查结果", _ANSWERS[str(row["answer"])], table="checks", key=key, source=evidence, on=day),)

    def _answers(self, facts: Facts) -> pd.DataFrame:
        """Index `area_id`: the latest answer on or before the day."""
        own = facts.checks[facts.checks["rule_id"] == self.id]
        spoken = own["on"].map(lambda day: day <= facts.on).astype(bool)
        newest = own[spoken].sort_values(["area_id", "on"], kind="stable").drop_duplicates("area_id", keep="last")
        return newest.set_index("area_id")


_ANSWERS = {_YES: "是", _NO: "否", _NOT_APPLICABLE: "不适用"}


def _said(told: pd.DataFrame) -> pd.Series:
    """The answer in Chinese with its day, note and evidence; that nobody answered yet where nobody did."""
    words = told["answer"].map(_ANSWERS).astype("str")
    said = told["on"].astype("str") + "核查：" + words
    for column, label in (("note", "，"), ("evidence", "，证据：")):
        more = told[column].fillna("").astype("str")
        said = said + more.map(lambda text, label=label: f"{label}{text}" if text else "")
    return said.where(told["answer"].notna(), "待人工核查")
