"""The planner's page (规划页面): its HTML and the settings its scripts read; figures come from the service."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maps.basemaps import Tiles
from maps.palette import palette_for_page
from planning.model.codes import Level
from planning.model.tables import CITY_TABLES
from planning.policy.outcome import Modality, Outcome

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

# The street is the unit that planners talk about first.
_LEVELS = (
    (Level.CITY, "全市"),
    (Level.DISTRICT, "区"),
    (Level.STREET, "街道"),
    (Level.COMMUNITY, "社区"),
    (Level.LIFE_CIRCLE, "生活圈"),
    (Level.RESIDENTIAL_AREA, "居住区"),
)


def planner_page(
    *, cities: Sequence[Mapping[str, Any]] = (), tiles: Tiles | None = None, static: str = "static"
) -> str:
    """
    Render the page.

    Parameters
    ----------
    cities
        The cities of the store as `GET /cities` lists them; empty shows how to load one.
    tiles
        A base map, if the operator has set one; otherwise the city's own outlines are drawn.
    static
        Where `maps/static` is mounted, relative to the page's address.

    Returns
    -------
    str
        HTML without inline script or style, fit for a policy of `script-src 'self'; style-src 'self'`.
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("planner.html")
    return template.render(
        levels=[(level.value, label) for level, label in _LEVELS],
        settings=_settings(cities, tiles),
        cities=cities,
        static=static,
    )


def _settings(cities: Sequence[Mapping[str, Any]], tiles: Tiles | None) -> dict[str, Any]:
    return {
        "cities": [dict(city) for city in cities],
        "palette": palette_for_page(),
        "tiles": None if tiles is None else {"url": tiles.url, "credit": tiles.credit},
        "words": {
            "outcome": {outcome.value: outcome.zh for outcome in Outcome},
            "modality": {modality.value: modality.zh for modality in Modality},
            "table": {table.name: table.zh for table in CITY_TABLES},
        },
    }
