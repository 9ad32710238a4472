"""How many children a class (班型) takes, of which age in months, and how many of them one carer looks after."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.model.codes import PlaceClass
from planning.policy.clauses import Clause
from planning.policy.exact import Whole


class ClassSize(BaseModel):
    """
    One class: children from `from_months` up to, not including, `to_months`; at most `size` of them.

    `children_per_carer` is the most that one carer looks after, by `carers_clause` of the document of `source`; None
    where it sets no ratio for the class.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place_class: PlaceClass
    from_months: Annotated[int, Field(strict=True, ge=0)]
    to_months: Whole
    size: Whole
    source: Clause
    children_per_carer: Whole | None = None
    carers_clause: str = ""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.from_months >= self.to_months:
            raise ValueError("from_months must be below to_months")
        if (self.children_per_carer is not None) != bool(self.carers_clause):
            raise ValueError("children_per_carer and carers_clause come together")
        return self

    @property
    def carers_source(self) -> Clause | None:
        """The clause of the ratio of carers; None where there is none."""
        return self.source.model_copy(update={"clause": self.carers_clause}) if self.carers_clause else None
