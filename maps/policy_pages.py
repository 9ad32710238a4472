"""The pages of policy (政策页面): documents and rules, one rule, one finding, as people read them without a script."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maps.planner_page import TEMPLATES
from planning.model.codes import Level
from planning.model.tables import CITY_TABLES
from planning.numerals import number
from planning.policy.kinds import kind_term, rule_kinds
from planning.policy.outcome import Outcome
from planning.policy.subjects import Serves

_TONES = {
    "bad": {Outcome.NOT_MET, Outcome.DEADLINE_PASSED_NOT_MET},
    "good": {Outcome.MET, Outcome.DEADLINE_PASSED_MET},
    "decide": {Outcome.NEEDS_DECISION, Outcome.MANUAL},
}


def policy_page(
    answer: Mapping[str, Any], *, chosen: Mapping[str, str], offered: Mapping[str, Sequence[str]], root: str
) -> str:
    """
    The list of documents and rules.

    Parameters
    ----------
    answer
        What `GET /policy` answers.
    chosen
        The filters in force, by the names of the query: `serves`, `kind`, `state`, `q`.
    offered
        What can be chosen: `profiles` (ids), `kinds` (words of `type`), `states` (outcomes).
    root
        The way from the page to the root of the service, "" or "../../".
    """
    kinds = rule_kinds()
    return _render(
        "policy.html",
        answer=answer,
        chosen=chosen,
        profiles=offered["profiles"],
        kinds=[(word, kind_term(kinds[word])) for word in offered["kinds"] if word in kinds],
        states=[(str(outcome), Outcome.read(str(outcome)).zh) for outcome in offered["states"]],
        serves=[(one.value, one.zh) for one in Serves],
        root=root,
    )


def rule_page(answer: Mapping[str, Any], *, root: str) -> str:
    """One rule: what `GET /policy/{profile}/{rule}` answers, with examples and findings."""
    return _render("rule.html", answer=answer, root=root, levels=[level.value for level in Level])


def finding_page(answer: Mapping[str, Any], *, root: str) -> str:
    """One finding: what `GET /policy/{profile}/{rule}/{unit}` answers, with arithmetic and the other readings."""
    return _render("finding.html", answer=answer, root=root, levels=[level.value for level in Level])


def tone(outcome: str | None) -> str:
    """How an outcome is tinted: bad, good, decide, or open."""
    return next((name for name, outcomes in _TONES.items() if outcome in {str(item) for item in outcomes}), "open")


def _render(template: str, **context: Any) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["tone"] = tone
    environment.filters["amount"] = amount
    tables = {table.name: table.zh for table in CITY_TABLES}
    return environment.get_template(template).render(**context, tables=tables)


def amount(value: Any) -> str:
    """A number as a reader writes it; a dash where it is missing."""
    if value is None:
        return "—"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else number(value)
