"""Names and sentences from data stay text on a map, whatever they hold."""

import pandas as pd
import pytest

from maps.popups import gap_words, hints, popup, written

HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}"


def test_a_hostile_name_is_text_in_a_tooltip() -> None:
    hint = hints(pd.Series([HOSTILE]), pd.Series(["a & b"])).iloc[0]
    assert hint == "<b>&lt;img src=x onerror=alert(1)&gt;{{7*7}}</b> a &amp; b"


def test_a_hostile_name_or_sentence_is_text_in_a_popup() -> None:
    html = popup(HOSTILE, verdict=HOSTILE, figures=[(HOSTILE, HOSTILE)], sentences=[HOSTILE])
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;{{7*7}}") == 5


@pytest.mark.parametrize(
    ("shortage", "surplus", "words"),
    [(1200, 0, "缺 1,200 个托位"), (0, 15, "富余 15 个托位"), (0, 0, "供需相等"), (pd.NA, pd.NA, "无法判定")],
)
def test_a_gap_is_said_in_words(shortage: object, surplus: object, words: str) -> None:
    assert gap_words(shortage, surplus) == words


def test_a_missing_number_is_a_dash_and_never_zero() -> None:
    assert written(pd.NA, "个") == "—"
    assert written(0, "个") == "0 个"
    assert written(60336, "个") == "60,336 个"
