"""How many children a class (班型) takes, and of which age in months."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.model.codes import PlaceClass
from planning.policy.clauses import Clause
from planning.policy.exact import Whole


class ClassSize(BaseModel):
    """One class: children from `from_months` up to, not including, `to_months`; at most `size` of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place_class: PlaceClass
    from_months: Annotated[int, Field(strict=True, ge=0)]
    to_months: Whole
    size: Whole
    source: Clause

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.from_months >= self.to_months:
            raise ValueError("from_months must be below to_months")
        return self
