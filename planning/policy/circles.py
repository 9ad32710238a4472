"""Which life circles (社区生活圈) count, and whether two may count the same site."""

from pydantic import BaseModel, ConfigDict

from planning.model.codes import CircleMinutes
from planning.policy.clauses import Clause


class Circles(BaseModel):
    """
    The circles a profile judges.

    `minutes` are the walking times whose circles count. Circles overlap: with `share_sites` a site in two circles
    counts in full in both, without it the places of a site count once, for one of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    minutes: tuple[CircleMinutes, ...]
    share_sites: bool
    source: Clause
    note: str = ""
