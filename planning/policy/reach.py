"""How far a family walks (服务半径): a radius for each life circle, with where the figure is from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict

from planning.model.codes import CircleMinutes
from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.policy.exact import Share, Whole


class Reach(BaseModel):
    """
    The reach test: `min_share` (0 to 1) of the children live within `radius_m` metres of a site that counts.

    None of the policy documents has a distance, so a profile without a cited radius has no reach, and the test is
    undetermined until a radius is given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    radius_m: Mapping[CircleMinutes, Whole]
    min_share: Share = Decimal(1)
    source: Clause
    note: str = ""

    @property
    def widest_m(self) -> int:
        """The largest radius of all circles."""
        return max(self.radius_m.values())

    @classmethod
    def given(cls, radius_m: int, *, source: str) -> Self:
        """One radius for every circle, given by the user, who says where it is from."""
        document = Document(id="given", title=source, issuer="使用者", status=DocumentStatus.LOCAL)
        clause = Clause(document=document, clause="使用者给定的服务半径")
        return cls(radius_m=dict.fromkeys(CircleMinutes, radius_m), source=clause)
