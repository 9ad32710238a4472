"""Whether every unit of a level has at least so many institutions (每个单元最低数)."""

from typing import Literal

from planning.policy.rules.tallied import Tallied
from planning.policy.subjects import Subject
from planning.policy.unit_filter import units_words


class MinPerUnit(Tallied):
    """Each unit of the level by itself has at least so many; an institution with several sites counts once."""

    type: Literal["min_per_unit"] = "min_per_unit"

    def standard(self) -> str:
        """The number in words."""
        number = f"至少有{self.at_least:,}" if self.at_most is None else f"有{self.range_words()}"
        return f"{self._each()}{number}{self.unit_word()[:1]}{self.noun()}"

    def formula(self) -> str:
        """A fixed number for each unit."""
        return f"应有数 = {self.at_least:,}（{self._each()}）"

    def _each(self) -> str:
        if self.in_all:
            return f"{units_words(self.filter, self.level)}合计"
        return self.level.zh if self.level is Subject.CITY else f"每个{self.level.zh}"
