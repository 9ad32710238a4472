"""A map in one file (离线地图): scripts, styles and pictures written into the page, so that no request is ever made."""

import base64
import mimetypes
import re
from pathlib import Path

import folium
from branca.element import CssLink, Figure, JavascriptLink

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("vendor/leaflet/dist/leaflet.js", "offline/frame.js")
STYLES = ("vendor/leaflet/dist/leaflet.css", "offline/frame.css")

_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")


class MissingAsset(LookupError):
    """A browser file that a map needs is not there, or a plugin asks for one from the network."""


def carry_assets(drawn: folium.Map) -> None:
    """Let a map carry its own scripts and styles instead of links to public servers, so that it needs no network."""
    drawn.default_js = [(name, data_uri(STATIC / name)) for name in SCRIPTS]
    drawn.default_css = [(name, _as_uri(_style(STATIC / name), "text/css")) for name in STYLES]


def offline_page(drawn: folium.Map, *, lang: str = "zh-CN") -> str:
    """
    Write a map as one HTML page.

    Raises MissingAsset where a plugin of the map links to a file that the page does not carry.
    """
    figure = figure_of(drawn)
    html: str = figure.render()
    links = [link for link in figure.header._children.values() if isinstance(link, JavascriptLink | CssLink)]
    outside = [link.url for link in links if not link.url.startswith("data:")]
    if outside:
        raise MissingAsset(f"an offline map cannot link to {outside[0]}; leave the plugin out")
    html = html.replace("<html>", f'<html lang="{lang}">', 1)
    # A reader may need to zoom the page itself.
    return re.sub(r",\s*maximum-scale=1\.0,\s*user-scalable=no", "", html)


def figure_of(drawn: folium.Map) -> Figure:
    """The page around a map."""
    figure = drawn.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a map stands in a branca Figure")
    return figure


def data_uri(path: Path) -> str:
    """A file as a `data:` address; raises MissingAsset where it was not vendored."""
    if not path.is_file():
        raise MissingAsset(f"{path.relative_to(STATIC)} is missing; run `make vendor`")
    return _as_uri(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream")


def _style(path: Path) -> bytes:
    """A style sheet whose pictures are written into it."""
    if not path.is_file():
        raise MissingAsset(f"{path.relative_to(STATIC)} is missing; run `make vendor`")
    text = path.read_text(encoding="utf-8")
    # `url(#default#VML)` is for a browser of the last century; it names no file.
    return _URL.sub(lambda found: _inlined(found, path), text).encode()


def _inlined(found: re.Match[str], sheet: Path) -> str:
    target = found.group(1)
    if target.startswith(("data:", "#")):
        return found.group(0)
    return f"url({data_uri((sheet.parent / target).resolve())})"


def _as_uri(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
