from pathlib import Path

import pytest

from service.settings import DEFAULT_STORE, Settings, SettingsRefused

TILES = {
    "TUOYU_TILES_URL": "https://{s}.tiles.example/{z}/{x}/{y}.png",
    "TUOYU_TILES_ATTRIBUTION": "示例测绘",
    "TUOYU_TILES_REVIEW_NUMBER": "GS(2026)1号",
}


def test_without_any_variable_the_store_lies_below_the_present_folder() -> None:
    assert Settings.from_environment({}) == Settings(store=DEFAULT_STORE)
    assert not DEFAULT_STORE.is_absolute()


def test_store_city_and_tiles_come_from_the_environment() -> None:
    settings = Settings.from_environment({"TUOYU_STORE": "data/a.sqlite", "TUOYU_CITY": "tiny-city", **TILES})
    assert settings.store == Path("data/a.sqlite")
    assert settings.city == "tiny-city"
    assert settings.tiles is not None
    assert settings.tiles.credit == "示例测绘　审图号：GS(2026)1号"


def test_an_empty_variable_is_not_set() -> None:
    assert Settings.from_environment({"TUOYU_STORE": " ", "TUOYU_TILES_URL": ""}) == Settings()


@pytest.mark.parametrize("missing", ["TUOYU_TILES_ATTRIBUTION", "TUOYU_TILES_REVIEW_NUMBER"])
def test_a_base_map_without_source_or_approval_number_is_refused_in_one_line(missing: str) -> None:
    with pytest.raises(SettingsRefused, match=missing) as refused:
        Settings.from_environment({**TILES, missing: ""})
    assert "\n" not in str(refused.value)


def test_a_tile_address_without_its_places_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="TUOYU_TILES_URL"):
        Settings.from_environment({**TILES, "TUOYU_TILES_URL": "https://tiles.example/map.png"})
