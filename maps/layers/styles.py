"""How an entry of the palette is drawn (样式), as the options that Leaflet takes for a shape or a point."""

from collections.abc import Callable, Mapping
from typing import Any

import folium

from maps.palette import Swatch

HATCH = "url(#hatch)"
"""The SVG pattern that a page with these layers defines: undetermined is told by texture, not by colour alone."""


def fill_of(entry: Swatch) -> str:
    """The fill of an entry: its colour, or the hatch pattern."""
    return HATCH if entry.hatch else entry.colour


def styler(styles: Mapping[str, Mapping[str, Any]]) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """A folium style function: the style that stands under each feature's `mark`."""
    return lambda feature: styles[feature["properties"]["mark"]]


def shapes(collection: dict[str, Any], styles: Mapping[str, Mapping[str, Any]], **more: Any) -> folium.GeoJson:
    """The features with their tooltips and pop-ups; the texts are HTML that `maps.popups` has escaped."""
    has_words = any(feature["properties"]["words"] for feature in collection["features"])
    # folium asks each style function for a feature, so an empty collection is drawn without one.
    style = styler(styles) if collection["features"] else None
    return folium.GeoJson(
        collection,
        style_function=style,
        tooltip=_tooltip() if collection["features"] else None,
        popup=_popup() if has_words else None,
        **more,
    )


def _tooltip() -> folium.GeoJsonTooltip:
    return folium.GeoJsonTooltip(fields=["hint"], labels=False, localize=False, sticky=True, style="")


def _popup() -> folium.GeoJsonPopup:
    return folium.GeoJsonPopup(fields=["words"], labels=False, localize=False, style="", max_width=380, min_width=260)
