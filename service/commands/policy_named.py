"""The profile that a command names (方案名称): by its id, or by its file."""

from pathlib import Path

from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.policy.shelf import Shelf
from service.settings import Settings


def profile_named(word: str) -> Profile:
    """The profile of a file where the word is one, else of an id; raises UnknownProfile or ProfileRefused."""
    path = Path(word)
    if path.suffix == ".toml" or path.is_file():
        return read_profile(path)
    return Shelf(Settings.from_environment().profiles).load(word)
