"""Which targets are shared out (分摊) to smaller areas by children, to which of them, and under which clause."""

from pydantic import BaseModel, ConfigDict

from planning.model.codes import Level
from planning.policy.clauses import Clause


class Apportion(BaseModel):
    """The targets of `rules` are shared out to `levels` in proportion to children under 3."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[str, ...]
    levels: tuple[Level, ...]
    source: Clause
    note: str = ""
