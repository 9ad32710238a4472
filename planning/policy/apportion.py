"""Which targets are shared out (分摊) to smaller areas, by what, and under which clause."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from planning.model.codes import Level
from planning.policy.clauses import Clause


class Apportion(BaseModel):
    """The targets of `rules` are shared out to `levels` in proportion to children; results carry `label`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[str, ...]
    by: Literal["children_under_3"] = "children_under_3"
    levels: tuple[Level, ...]
    label: str
    source: Clause
    note: str = ""
