"""Conditions (适用条件) of a rule: each holds, fails, or cannot be told; together they say who is in and why not."""

from collections.abc import Iterable, Mapping

import pandas as pd


def all_hold(conditions: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """Whether every condition holds; a failed one decides even where another is unknown (Kleene logic)."""
    held = pd.Series(True, index=index, dtype="boolean")
    for holds in conditions.values():
        held &= holds
    return held


def any_holds(ways: Iterable[Mapping[str, pd.Series]], index: pd.Index) -> pd.Series:
    """Whether all conditions of one way hold; one way that holds decides even where another is unknown."""
    held = pd.Series(False, index=index, dtype="boolean")
    for way in ways:
        held |= all_hold(way, index)
    return held


def failed_words(conditions: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """The words of the conditions that fail, in one text a row; empty where none does."""
    return _words({words: ~holds for words, holds in conditions.items()}, index)


def unknown_words(conditions: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """The words of the conditions that cannot be told, in one text a row; empty where none is unknown."""
    return _words({words: holds.isna() for words, holds in conditions.items()}, index)


def _words(flags: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    text = pd.Series("", index=index, dtype="str")
    for words, flag in flags.items():
        told = flag.fillna(False).astype(bool)
        if not told.any():
            continue
        text = text.where(~told, text.where(text == "", text + "、") + words)
    return text


def one_of(values: pd.Series, allowed: tuple[str, ...]) -> pd.Series:
    """Whether each value is among `allowed`; NA where the value is missing."""
    return values.isin([str(item) for item in allowed]).astype("boolean").mask(values.isna())
