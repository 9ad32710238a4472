import io
from pathlib import Path

import pytest
from rich.console import Console

from planning.exchange.city_folder import read_city_folder
from planning.frames import OutputColumn, Show
from planning.model.city import City
from planning.model.codes import Level
from service.commands import gap_table
from service.commands.asking import ask
from service.commands.gap_columns import order_of_leaving
from service.storage.embedded import EmbeddedStore
from tests.service.tiny_city import add_new_homes, write_tiny_city


@pytest.fixture
def empty(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    return store


def drawn(*, width: int, level: Level = Level.STREET, profile: str | None = None) -> str:
    asked = ask("tiny-city", profile)
    console = Console(file=io.StringIO(), width=width)
    gap_table.draw(console, asked, level=level, rows=asked.rows(level))
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_sites_owed_leave_first_then_the_furthest_target_and_the_core_last() -> None:
    names = ("area_id", "name", "residents", "required", "target_on", "supplied", "shortage", "surplus", "outcome")
    names = (*names, "required_2027-12-31", "required_2030-12-31", "owed_A", "owed_B")
    columns = [OutputColumn(name, name, Show.COUNT) for name in names]
    assert order_of_leaving(columns) == [
        "owed_B", "owed_A", "required_2030-12-31", "required_2027-12-31",
        "residents", "area_id",
        "surplus", "target_on", "outcome",
    ]  # fmt: skip


def test_a_wide_terminal_shows_every_column_and_says_nothing_of_others(empty: EmbeddedStore, tiny_city: City) -> None:
    empty.save(tiny_city)
    shown = drawn(width=200)
    assert "3岁以下儿童" in shown
    assert "另有" not in shown


def test_a_narrow_terminal_keeps_the_core_and_says_how_many_columns_left(empty: EmbeddedStore, tiny_city: City) -> None:
    """The people, their children, the district and the ratio are let go, four columns; the id still fits."""
    empty.save(tiny_city)
    shown = drawn(width=76)
    for words in ("应有托位", "2025-12-31", "现有托位", "缺口", "富余", "结论", "116", "未达标"):
        assert words in shown
    assert "3岁以下儿童" not in shown
    assert "另有 4 列，见 --format xlsx" in shown


def test_what_is_owed_keeps_its_day_where_there_is_no_room_for_the_column(
    empty: EmbeddedStore, tiny_city: City
) -> None:
    empty.save(tiny_city)
    shown = drawn(width=40)
    assert "应有托位的目标日期 / owed by: 2025-12-31" in shown
    assert "116" in shown


def test_a_target_to_strive_for_is_not_taken_for_a_duty(empty: EmbeddedStore, tiny_city: City) -> None:
    """GZ-21 of the demo city is a target to strive for."""
    empty.save(tiny_city)
    assert "2025-12-31的应有托位是“力争”目标，不是必须完成的任务（GZ-21）" in drawn(width=140)


def test_residential_areas_owe_by_their_own_rules(empty: EmbeddedStore, tmp_path: Path) -> None:
    empty.save(read_city_folder(add_new_homes(write_tiny_city(tmp_path / "homes"), "新苑")))
    shown = drawn(width=140, level=Level.RESIDENTIAL_AREA)
    assert "新苑" in shown
    assert "力争" not in shown


def test_residents_that_stand_in_for_children_are_named(empty: EmbeddedStore, tmp_path: Path) -> None:
    """The children of the south are unknown: 174 places are shared out by 20,000 and 10,000 residents."""
    empty.save(read_city_folder(write_tiny_city(tmp_path / "unknown", south_children="")))
    shown = drawn(width=140)
    assert "116" in shown
    assert "2个单元的应有托位以常住人口代替3岁以下婴幼儿分摊，因同级有单元的婴幼儿数不明" in shown
    assert "residents stand in for children" in shown


def test_nothing_is_said_of_residents_where_the_children_are_known(empty: EmbeddedStore, tiny_city: City) -> None:
    empty.save(tiny_city)
    assert "以常住人口代替" not in drawn(width=140)
