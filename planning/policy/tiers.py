"""Whose rules they are (规则层级): the nation's, a province's, a city's or a district's."""

from planning.model.codes import Code


class Tier(Code):
    """The tier of a profile, the nearest to the place first."""

    DISTRICT = "district", "区县"
    CITY = "city", "市"
    PROVINCE = "province", "省"
    NATION = "nation", "国家"

    @property
    def rank(self) -> int:
        """0 for the nearest to the place; a larger number is farther away."""
        return list(Tier).index(self)
