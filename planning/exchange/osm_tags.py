"""Which ways of OpenStreetMap people walk (可步行道路), of what kind each is, and which are closed: tags as data."""

from collections.abc import Mapping
from typing import Final

from planning.model.codes import WayKind

# highway=* that people walk, and what it is to us; a value that is not listed is not walked (motorway, construction,
# proposed, raceway, busway and all that nobody has thought of). A driveway leads into an estate or to a house.
WALKED: Final[Mapping[str, WayKind]] = {
    "primary": WayKind.STREET,
    "primary_link": WayKind.STREET,
    "secondary": WayKind.STREET,
    "secondary_link": WayKind.STREET,
    "tertiary": WayKind.STREET,
    "tertiary_link": WayKind.STREET,
    "unclassified": WayKind.STREET,
    "residential": WayKind.STREET,
    "living_street": WayKind.STREET,
    "service": WayKind.STREET,
    "road": WayKind.STREET,
    "pedestrian": WayKind.STREET,
    "footway": WayKind.PATH,
    "path": WayKind.PATH,
    "steps": WayKind.PATH,
    "track": WayKind.PATH,
}
# These are walked where foot=* says so, and only there.
WALKED_WHERE_SAID: Final[Mapping[str, WayKind]] = {
    "trunk": WayKind.STREET,
    "trunk_link": WayKind.STREET,
    "cycleway": WayKind.PATH,
    "bridleway": WayKind.PATH,
}
_SAID: Final = frozenset({"yes", "designated", "permissive"})
_BARRED: Final = frozenset({"no", "private"})
_KEYS: Final = ("highway", "foot", "access", "bridge", "tunnel", "footway", "service")
GATE: Final = ("barrier", "gate")
ESTATE_OF_GATE: Final = "ref:estate"


def walked_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """The tags of a way that `kind_of` and the others read."""
    return {key: value for key in _KEYS if (value := tags.get(key)) is not None}


def kind_of(tags: Mapping[str, str]) -> WayKind | None:
    """
    What sort of way the tags say it is; None where people do not walk it.

    A bridge or tunnel is that first, then a crossing, then a way inside an estate (service=driveway).
    """
    highway = tags.get("highway", "")
    kind = WALKED.get(highway)
    if kind is None and tags.get("foot") in _SAID:
        kind = WALKED_WHERE_SAID.get(highway)
    if kind is None:
        return None
    if tags.get("bridge", "no") != "no":
        return WayKind.BRIDGE
    if tags.get("tunnel", "no") != "no":
        return WayKind.UNDERPASS
    if tags.get("footway") == "crossing":
        return WayKind.CROSSING
    if highway == "service" and tags.get("service") == "driveway":
        return WayKind.ESTATE
    return kind


def has_steps(tags: Mapping[str, str]) -> bool:
    """Whether the way is a flight of steps."""
    return tags.get("highway") == "steps"


def is_closed(tags: Mapping[str, str]) -> bool:
    """Whether people may not pass: foot=no or private, or access=no or private with nothing said of people on foot."""
    foot = tags.get("foot")
    return foot in _BARRED if foot is not None else tags.get("access") in _BARRED
