"""What stands around a map (图框): title, notices and legend, and the hatch of what is undetermined."""

from dataclasses import dataclass
from html import escape

import folium
from branca.element import Element

from maps.offline import carry_assets, figure_of
from maps.palette import UNDETERMINED, Swatch
from maps.popups import template
from planning.model.city import City
from planning.policy.profile import Profile

_RING = {"#ffffff": "#5b6673"}
"""How a white outline is drawn on the white ground of a legend."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A heading and its entries, each with how it is drawn: `area`, `dot`, `line` or `dashes`."""

    heading: str
    entries: tuple[tuple[Swatch, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a map; what comes from data is escaped when it is written."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    legend: tuple[LegendRow, ...]


def framed_map(frame: Frame) -> folium.Map:
    """
    A map without layers in its frame: it carries its own scripts and styles and needs no network.

    The page defines the pattern by which `maps.layers.styles.HATCH` fills what is undetermined.
    """
    drawn = folium.Map(
        tiles=None, zoom_snap=0.25, max_zoom=18, control_scale=True, location=(30.0, 110.0), zoom_start=4
    )
    drawn.options["maxZoom"] = 18
    carry_assets(drawn)
    figure = figure_of(drawn)
    figure.title = escape(frame.title)
    html = template("map_frame.html").render(frame=frame, undetermined=UNDETERMINED, ring=_RING)
    # An Element is a template itself; braces of a name must stay a name.
    figure.html.add_child(Element("{% raw %}" + html.replace("{%", "{&#37;") + "{% endraw %}"), name="tuoyu_frame")
    return drawn


def notices_of(city: City, profile: Profile) -> tuple[str, ...]:
    """What a reader must know before the map: that data are synthetic, and which documents are drafts."""
    manifest = city.manifest
    drafts = (f"依据含征求意见稿：{document.title}" for document in profile.documents if document.status == "draft")
    return (*([manifest.notice] if manifest.notice else []), *drafts)
