"""The words of a map (地图文字): tooltips and pop-ups as HTML, with everything that comes from data escaped."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str) -> Template:
    """A template of `maps/templates`, with autoescape on."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(name)


def written(value: object, unit: str = "") -> str:
    """A whole number with separators and its unit, a dash where it is missing."""
    if value is None or value is pd.NA or pd.isna(value):  # type: ignore[call-overload]
        return "—"
    return f"{value:,}{f' {unit}' if unit else ''}"


def gap_words(shortage: object, surplus: object) -> str:
    """Short, in surplus, equal or undetermined, in Chinese with the number of places."""
    if pd.isna(shortage) or pd.isna(surplus):  # type: ignore[call-overload]
        return "无法判定"
    if int(shortage) > 0:  # type: ignore[call-overload]
        return f"缺 {written(shortage)} 个托位"
    return f"富余 {written(surplus)} 个托位" if int(surplus) > 0 else "供需相等"  # type: ignore[call-overload]


def hints(names: pd.Series, words: pd.Series) -> pd.Series:
    """Tooltips: the name in bold, then the words, escaped."""
    return "<b>" + names.map(lambda name: escape(str(name))) + "</b> " + words.map(escape)


def popup(title: str, *, verdict: str, figures: Sequence[tuple[str, str]], sentences: Sequence[str]) -> str:
    """One pop-up: title, verdict, figures and the sentences that say how the number came about."""
    return template("popup.html").render(title=title, verdict=verdict, figures=figures, sentences=sentences).strip()
