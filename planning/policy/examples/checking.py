"""Whether the rules say of an example what it expects (核对算例), with each difference side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from planning.errors import PlanningError, UnknownParameter
from planning.policy.alternatives import findings_of
from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.policy.examples.example import Example, Expected
from planning.policy.examples.world import UNKNOWN, small_city
from planning.policy.facts import Facts
from planning.policy.parameters import Parameter
from planning.policy.profile import Profile

_NUMBERS = ("denominator", "required", "value", "shortfall")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an example and the rules differ: the unit, what is compared, what was expected and what was found."""

    area: str
    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Checked:
    """An example that was held against a profile; `refused` says why it could not be."""

    example: Example
    differences: tuple[Difference, ...] = ()
    refused: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the rules say what the example expects."""
        return not self.differences and not self.refused


def check(example: Example, profile_called: Callable[[str], Profile], *, profile_id: str = "") -> Checked:
    """
    Hold an example against a profile.

    Parameters
    ----------
    example
        The example.
    profile_called
        Gives the profile of an id; raises UnknownProfile or ProfileRefused.
    profile_id
        The profile to hold it against, in the place of the one that the example names.

    Returns
    -------
    Checked
        Every difference; an example that names a profile, rule, reading or unit that is not there is refused.
    """
    wanted = profile_id or example.profile
    if not wanted:
        return Checked(example, refused='names no profile; add profile = "…", or give --profile')
    try:
        profile = read_for(example, profile_called(wanted))
        rule = profile.rule(example.rule)
    except PlanningError as error:
        return Checked(example, refused=str(error))
    told = [Difference("", "clause", example.clause, rule.source.clause)] if example.clause else []
    told = [item for item in told if item.expected != item.found]
    found = findings_of(profile, rule, facts=facts_of(example, profile))
    told += [item for wanted in example.findings for item in _differences(wanted, found)]
    return Checked(example, tuple(told))


def read_for(example: Example, profile: Profile) -> Profile:
    """The profile under the readings and with the numbers of the place that an example gives; raises UnknownChoice."""
    asked = {name for rule in profile.written for name in rule.unsupplied()}
    known = sorted(asked | {parameter.id for parameter in profile.parameters})
    if unknown := [name for name in example.parameters if name not in known]:
        raise UnknownParameter(unknown[0], known)
    for point, key in example.readings.items():
        profile = profile.read_as(point, key)
    given = Document(id="example", title=example.title, issuer="算例", status=DocumentStatus.LOCAL)
    return profile.with_parameters(
        *(
            Parameter(id=name, zh=name, value=Decimal(value), source=Clause(document=given, clause="算例给定"))
            for name, value in example.parameters.items()
        )
    )


def facts_of(example: Example, profile: Profile) -> Facts:
    """The world of an example as rules see it; which sites count is for the profile to say."""
    return small_city(
        on=example.on,
        units=[unit.model_dump() for unit in example.units],
        sites=None if example.sites is None else [row for site in example.sites for row in site.rows()],
        supply=profile.supply if profile.supply.routes else None,
        statements=[row.model_dump() for row in example.statements],
        checks=[row.model_dump() for row in example.checks],
        reported=example.reported,
    )


def _differences(wanted: Expected, found: pd.DataFrame) -> list[Difference]:
    rows = found[found["area_id"] == wanted.area]
    if wanted.deadline is not None:
        rows = rows[rows["deadline"] == wanted.deadline]
    if len(rows) != 1:
        listed = "、".join(dict.fromkeys(found["area_id"]))[:80]
        unsaid = f"{len(rows)} findings; name a deadline" if len(rows) else f"no finding; there is one of: {listed}"
        return [Difference(wanted.area, "finding", "one", unsaid)]
    row = rows.iloc[0]
    told = [("outcome", wanted.outcome.value, str(row["outcome"]))]
    given = wanted.model_fields_set
    told += [(name, _written(getattr(wanted, name)), _written(row[name])) for name in _NUMBERS if name in given]
    if wanted.reason is not None and wanted.reason not in str(row["reason"]):
        told.append(("reason", wanted.reason, str(row["reason"])))
    return [Difference(wanted.area, what, expected, says) for what, expected, says in told if expected != says]


def _written(number: Any) -> str:
    if isinstance(number, str):
        return number
    if number is None or pd.isna(number):
        return UNKNOWN
    return f"{Decimal(str(number)).normalize():f}"
