"""What one factor (规划因素) says of each unit, and with which weight it counts: the weight is always the user's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any, Self

import pandas as pd

from planning.errors import ApportionmentError


@dataclass(frozen=True, slots=True)
class Factor:
    """
    One factor of a split.

    `values` (object: int, Decimal or Fraction, 0 or more, NA where it is not known) by unit; `why` says of units
    without a value why there is none; `stands_for` is the factor of a rule that it can stand in for.
    """

    key: str
    zh: str
    values: pd.Series
    source: str
    why: Mapping[str, str] = field(default_factory=dict)
    stands_for: str = ""

    def exact(self) -> pd.Series:
        """The values as fractions (object), NA where they are not known; raises ApportionmentError for one below 0."""
        return pd.Series([self._read(value) for value in self.values], index=self.values.index, dtype="object")

    def shares(self) -> pd.Series:
        """Each unit's share of the factor's sum (object: Fraction); all NA where one is missing or the sum is 0."""
        exact = self.exact()
        whole = sum(exact) if exact.notna().all() else 0
        return exact.map(lambda value: value / whole if whole else pd.NA)

    def unknown(self) -> dict[str, str]:
        """The units without a value, in order, each with the reason."""
        missing = self.values.index[self.exact().isna()]
        return {str(unit): self.why.get(str(unit), "没有数据") for unit in missing}

    def of(self, units: pd.Index) -> Self:
        """The same factor for these units alone."""
        return replace(self, values=self.values.reindex(units))

    def _read(self, value: Any) -> Any:
        if value is None or pd.isna(value):
            return pd.NA
        if not isinstance(value, Integral | Decimal | Fraction) or isinstance(value, bool):
            raise ApportionmentError(
                f"因素“{self.zh}”的值{value!r}不是精确数 / {self.key}: {value!r} is no exact number"
            )
        if value < 0:
            raise ApportionmentError(f"因素“{self.zh}”有小于0的值，无法按占比分配 / {self.key}: {value} is below 0")
        return Fraction(value) if isinstance(value, Decimal | Fraction) else Fraction(int(value))
