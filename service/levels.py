"""The levels that a query or a command can ask of (可选层级), in the words that both write."""

from enum import StrEnum

from planning.model.codes import Level


class StreetLevel(StrEnum):
    """The levels down to the street, `planning.model.codes.DOWN_TO_STREET`."""

    CITY = Level.CITY.value
    DISTRICT = Level.DISTRICT.value
    STREET = Level.STREET.value


class CommunityLevel(StrEnum):
    """The levels down to the community, `planning.model.codes.ADMINISTRATIVE`."""

    CITY = Level.CITY.value
    DISTRICT = Level.DISTRICT.value
    STREET = Level.STREET.value
    COMMUNITY = Level.COMMUNITY.value
