"""What part of families seeks a place (入托意愿): a share of the children old enough for a class, with its source."""

from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict

from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.policy.exact import Share


class Uptake(BaseModel):
    """
    The share (0 to 1) of the children old enough for some class whose families seek a place.

    It is a survey's or a user's figure and no duty of anybody; a profile without one has no demand by willingness.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    share: Share
    source: Clause
    note: str = ""

    @classmethod
    def given(cls, share: Decimal, *, source: str) -> Self:
        """A share given by the user, who says where it is from."""
        document = Document(id="given", title=source, issuer="使用者", status=DocumentStatus.LOCAL)
        return cls(share=share, source=Clause(document=document, clause="使用者给定的入托意愿"))
