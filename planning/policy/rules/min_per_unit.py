"""Whether every unit of a level has at least so many institutions (每个单元至少 k 家)."""

from typing import Literal

from planning.policy.rules.tallied import Tallied


class MinPerUnit(Tallied):
    """Each unit of the level by itself has at least so many; an institution with several sites counts once."""

    type: Literal["min_per_unit"] = "min_per_unit"

    def standard(self) -> str:
        """The number in words."""
        return f"每个{self.level.zh}至少有{self.sites.words()}{self.at_least:,}{self.counts.zh}"

    def formula(self) -> str:
        """A fixed number for each unit."""
        return f"应有数 = {self.at_least:,}（每个{self.level.zh}）"
