"""A base map names its source and its approval number, or it is not shown."""

import pytest

from maps.basemaps import Tiles

ADDRESS = "https://{s}.tiles.example/{z}/{x}/{y}.png"


def test_tiles_show_their_source_and_approval_number() -> None:
    assert Tiles(ADDRESS, "示范测绘院", "GS(2026)0001号").credit == "示范测绘院　审图号：GS(2026)0001号"


@pytest.mark.parametrize(("attribution", "number"), [("", "GS(2026)0001号"), ("示范测绘院", " ")])
def test_tiles_without_a_source_or_approval_number_are_refused(attribution: str, number: str) -> None:
    with pytest.raises(ValueError, match="审图号"):
        Tiles(ADDRESS, attribution, number)


@pytest.mark.parametrize("url", ["https://tiles.example/{z}/{x}.png", "file:///{z}/{x}/{y}.png", ""])
def test_an_address_that_is_no_tile_template_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="tile address"):
        Tiles(url, "示范测绘院", "GS(2026)0001号")


def test_subdomains_become_a_wildcard_of_the_security_policy() -> None:
    assert Tiles(ADDRESS, "a", "b").origin == "https://*.tiles.example"
