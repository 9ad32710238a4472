"""How people walk (步行参数): metres a minute, how far from a way one may start, and the detour where none is known."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from planning.policy.clauses import Clause
from planning.policy.exact import Exact, Whole, exactly

DetourFactor = Annotated[Decimal, BeforeValidator(exactly), Field(ge=1, allow_inf_nan=False)]


class Walking(BaseModel):
    """
    Metres a minute, with a source, and how far from a way (metres) a home or site may lie to be joined to it.

    The distance of joining is a bound of ours on the data, not a figure of a document; `note` says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    m_per_min: Exact
    snap_limit_m: Whole
    source: Clause
    note: str = ""


class Detour(BaseModel):
    """How many times longer a walk is than the straight line, where the network is not known; 1 or more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    factor: DetourFactor
    source: Clause
    note: str = ""
