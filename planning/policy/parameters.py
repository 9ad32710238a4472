"""Numbers that a document leaves to the place (本地参数): each with its own citation, never borrowed."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from planning.policy.clauses import Clause
from planning.policy.exact import Exact


class Parameter(BaseModel):
    """One number that a profile or its user supplies, such as the places per 1,000 that fit a population."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    zh: str
    value: Exact
    unit: str = ""
    source: Clause
    note: str = ""


Parameters = Mapping[str, Parameter]
