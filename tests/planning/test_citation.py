import pytest

from planning.citation import citation


def test_a_citation_is_told_without_the_blanks_around_it() -> None:
    assert citation("  2026年家庭问卷 ") == "2026年家庭问卷"


@pytest.mark.parametrize("text", ["", " ", "\u3000\u3000", "\x00", "问卷\x00", "。——", "\u200b", "a\nb"])
def test_what_nobody_can_read_is_no_citation(text: str) -> None:
    assert citation(text) is None
