from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from planning.errors import ProfileRefused
from planning.policy.reading import load_profile, read_profile
from planning.policy.uptake import Uptake

SECTION = '\n[uptake]\nshare = {share}\nsource = {{ document = "rules", clause = "调查" }}\n'
HEAD = """
[profile]
id = "town"
name = "小城规则"
name_en = "Town rules"
status = "local"

[[document]]
id = "rules"
title = "小城托育规划规则"
issuer = "小城"
status = "local"
"""


def written(folder: Path, share: str) -> Path:
    path = folder / "town.toml"
    path.write_text(HEAD + SECTION.format(share=share), encoding="utf-8")
    return path


def test_the_share_is_read_as_it_is_written(tmp_path: Path) -> None:
    profile = read_profile(written(tmp_path, "0.3"))
    assert profile.uptake is not None
    assert (profile.uptake.share, profile.uptake.source.cite()) == (Decimal("0.3"), "《小城托育规划规则》 调查")


@pytest.mark.parametrize("share", ["1.01", "0", "-0.1"])
def test_more_children_than_there_are_cannot_seek_a_place(share: str, tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match=r"uptake\.share"):
        read_profile(written(tmp_path, share))


def test_a_share_that_a_user_gives_bears_the_users_source() -> None:
    assert Uptake.given(Decimal("0.42"), source="2026年区问卷").source.cite().startswith("《2026年区问卷》")
    with pytest.raises(ValidationError):
        Uptake.given(Decimal("1.2"), source="2026年区问卷")


def test_a_national_survey_is_marked_as_seen_second_hand() -> None:
    uptake = load_profile("national").uptake
    assert uptake is not None
    assert "据转引页面" in uptake.source.cite()
