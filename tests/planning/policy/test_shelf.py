"""The user's own profiles stand beside the product's: found by id, never in their place, nothing lost."""

from pathlib import Path

import pytest

from planning.errors import ProfileRefused, UnknownProfile
from planning.policy.reading import PROFILES, list_profiles
from planning.policy.shelf import Shelf
from tests.planning.conftest import PROFILE


def written(folder: Path, name: str, text: str = PROFILE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text.replace('id = "town"', f'id = "{name}"'), encoding="utf-8")
    return path


def test_an_own_profile_is_found_beside_those_of_the_product(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own")
    assert shelf.ids() == list_profiles()
    shelf.take(written(tmp_path / "city", "linjiang"))
    assert set(shelf.ids()) == {*list_profiles(), "linjiang"}
    assert shelf.load("linjiang").name == "小城规则"


def test_an_unknown_profile_is_refused_with_all_that_there_are(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own")
    shelf.take(written(tmp_path / "city", "linjiang"))
    with pytest.raises(UnknownProfile, match="guangzhou-2023-2025, linjiang"):
        shelf.load("nosuch")


def test_the_products_own_profiles_cannot_be_replaced(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match="another name"):
        Shelf(tmp_path / "own").take(written(tmp_path / "city", "demo-city"))
    assert Shelf(tmp_path).file("demo-city") == PROFILES / "demo-city.toml"


def test_a_changed_profile_replaces_the_old_one_which_is_kept_and_the_stamp_tells(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own")
    shelf.take(written(tmp_path / "city", "linjiang"))
    before = shelf.stamp("linjiang")
    shelf.take(written(tmp_path / "city", "linjiang", PROFILE.replace("小城规则", "新的小城规则")))
    assert shelf.load("linjiang").name == "新的小城规则"
    assert "小城规则" in (tmp_path / "own" / "linjiang.toml.old").read_text(encoding="utf-8")
    assert shelf.stamp("linjiang") != before


def test_a_faulty_profile_is_not_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own")
    with pytest.raises(ProfileRefused):
        shelf.take(written(tmp_path / "city", "linjiang", PROFILE.replace('source = "share"', "", 1)))
    assert shelf.ids() == list_profiles()
