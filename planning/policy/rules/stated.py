"""What was stated of a subject, as an input of a step (所列事项): the value, its day and whose word it is."""

from collections.abc import Iterable

import pandas as pd

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.terms import Term
from planning.policy.subjects import Subject
from planning.trace import Input, unit_key


def stated_input(
    finding: Finding, facts: Facts, *, level: Subject, column: str, zh: str, unit: str = "", table: str = "statements"
) -> Input:
    """The attribute `column` of the finding's unit, called `zh`; a dash where nobody told."""
    value = facts.attribute(level, column).get(finding.area_id, pd.NA)
    on = facts.last_stated(level, column).get(finding.area_id, pd.NA)
    return Input(
        name=zh,
        value="—" if pd.isna(value) else str(value),
        unit=unit,
        table=table,
        key=unit_key(level, finding.area_id) + f";attribute={column}",
        source=facts.source_of(level, column, unit=finding.area_id) or facts.sources.get(table, ""),
        on=facts.on if pd.isna(on) else on,
    )


def terms_inputs(terms: Iterable[Term], finding: Finding, *, facts: Facts, level: Subject) -> tuple[Input, ...]:
    """What was stated for each of the terms, an attribute that several ask for once."""
    asked = {term.column: term for term in terms}
    return tuple(
        stated_input(finding, facts, level=level, column=term.column, zh=term.zh, unit=term.unit)
        for term in asked.values()
    )
