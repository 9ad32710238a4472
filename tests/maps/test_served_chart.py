"""The split of children as a picture: pieces as long as their numbers, in the order in which a child is told why."""

from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from maps.palette import PARTS
from maps.served_chart import served_chart
from planning.served.served import FATE_COLUMNS
from planning.served.split import Fate

ROWS = {"a": ("甲街道", 4, 0, 15, 9, 2, 42), "b": ("乙街道", 9, 10, 3, 6, 6, 21), "c": ("丙街道", *[None] * 6)}


@pytest.fixture
def table() -> pd.DataFrame:
    rows = pd.DataFrame.from_dict(ROWS, orient="index", columns=["name", *FATE_COLUMNS])
    return rows.astype(dict.fromkeys(FATE_COLUMNS, "Int64"))


def bars(figure: Any) -> list[list[tuple[float, float]]]:
    """Of each colour the pieces from the lowest bar up: where they begin, and how long they are."""
    (axes,) = figure.axes
    return [[(bar.get_x(), bar.get_width()) for bar in container] for container in axes.containers]


def test_pieces_stand_end_to_end_and_add_up_to_those_who_seek_a_place(table: pd.DataFrame) -> None:
    # 乙街道 leaves 25 children without a place and 甲街道 26, so 甲街道 is on top.
    served, out_of_reach, no_class, only_non_inclusive, full = bars(served_chart(table, title="小城"))
    assert served == [(0, 9), (0, 4)]
    assert out_of_reach == [(9, 10), (4, 0)]
    assert no_class == [(19, 3), (4, 15)]
    assert only_non_inclusive == [(22, 6), (19, 9)]
    assert full == [(28, 6), (28, 2)]


def test_each_fate_has_its_colour_and_its_name_in_the_legend(table: pd.DataFrame) -> None:
    figure = served_chart(table, title="小城")
    (axes,) = figure.axes
    assert [to_hex(container[0].get_facecolor()) for container in axes.containers] == [
        part.colour for part in PARTS if part.seeks
    ]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [
        fate.zh for fate in Fate if fate is not Fate.NOT_SEEKING
    ]


def test_a_unit_that_is_unknown_is_no_bar_but_counted(table: pd.DataFrame) -> None:
    (axes,) = served_chart(table, title="小城").axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["乙街道", "甲街道"]
    assert "无法判定：1个单元" in axes.get_xlabel()


def test_where_all_is_unknown_there_is_an_empty_picture(table: pd.DataFrame) -> None:
    assert bars(served_chart(table.loc[["c"]], title="小城")) == [[]] * 5
