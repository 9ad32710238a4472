"""The page of targets (目标进度页): a path for the city and each district, tasks, and every rule with a deadline."""

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maps import policy_pages
from maps.path_chart import path_chart
from maps.planner_page import TEMPLATES
from planning.exchange.labels import label
from planning.model.codes import Level
from planning.policy.clauses import DocumentStatus
from planning.targets.state import MET, NOT_MET, TargetState

MOST_ROWS = 500

_WIDE_LEVELS = (Level.CITY.value, Level.DISTRICT.value)
_TONES = {
    "bad": {*map(str, NOT_MET), "not_met"},
    "good": {*map(str, MET), "met"},
    "decide": {str(TargetState.NEEDS_DECISION), str(TargetState.MANUAL)},
}


def targets_page(
    answer: Mapping[str, Any],
    *,
    chosen: Mapping[str, str],
    offered: Mapping[str, Sequence[Any]],
    missing_district: str = "",
) -> str:
    """
    Render the page, without scripts.

    Parameters
    ----------
    answer
        What `GET /targets` answers.
    chosen
        The filters in force: `district` and `rule`, empty where there is none.
    offered
        What can be chosen: `cities` (as `GET /cities` lists them), `profiles` (ids), `districts` (`id`, `name`).
    missing_district
        A district that was asked for and that the city does not have.
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"tone": policy_pages.tone, "state_tone": tone, "amount": policy_pages.amount}
    environment.filters["basis"] = lambda code: label("required_basis", code)
    rows = [row for row in answer["targets"] if chosen["rule"] or row["level"] in _WIDE_LEVELS]
    return environment.get_template("targets.html").render(
        answer=answer,
        root="",
        chosen=chosen,
        offered=offered,
        missing_district=missing_district,
        charts=[(path, path_chart(path, on=answer["date"]), _days(path)) for path in answer["paths"]],
        years=_by_year(answer["tasks"]),
        rows=rows[:MOST_ROWS],
        matched=len(rows),
        rule_of={rule["id"]: rule for rule in answer["rules"]},
        drafts=[item["title"] for item in answer["documents"] if item["status"] == DocumentStatus.DRAFT],
    )


def tone(state: str | None) -> str:
    """How a state is tinted: bad, good, decide, or open."""
    return next((name for name, states in _TONES.items() if state in states), "open")


def _days(path: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the table beside a picture: each day with what is due and what is known."""
    due, known = ({one["on"]: one for one in path[name]} for name in ("due", "known"))
    return [{"on": on, "due": due.get(on), "known": known.get(on)} for on in sorted(due.keys() | known.keys())]


def _by_year(tasks: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The tasks by the year of their date, standing ones last."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for task in tasks:
        groups.setdefault(f"{task['deadline'][:4]}年" if task["deadline"] else "长期", []).append(task)
    return list(groups.items())
