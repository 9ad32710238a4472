"""Where profiles lie (方案库): those of the product, and beside them a folder of the user's own."""

from dataclasses import dataclass
from pathlib import Path

from planning.errors import ProfileRefused, UnknownProfile
from planning.policy.profile import Profile
from planning.policy.reading import PROFILES, list_profiles, read_profile


@dataclass(frozen=True, slots=True)
class Shelf:
    """The profiles at hand; `own` is the user's folder, which need not exist yet."""

    own: Path | None = None

    def ids(self) -> tuple[str, ...]:
        """The ids of all profiles, in order."""
        return tuple(sorted({*list_profiles(), *self._own_ids()}))

    def load(self, profile_id: str) -> Profile:
        """Read a profile; raises UnknownProfile with those there are, or ProfileRefused."""
        return read_profile(self.file(profile_id))

    def file(self, profile_id: str) -> Path:
        """The file of a profile; raises UnknownProfile. The product's own cannot be replaced by one of the same id."""
        if profile_id in list_profiles():
            return PROFILES / f"{profile_id}.toml"
        if self.own is not None and profile_id in self._own_ids():
            return self.own / f"{profile_id}.toml"
        raise UnknownProfile(profile_id, self.ids())

    def stamp(self, profile_id: str) -> str:
        """A word that changes when the file of a profile does; raises UnknownProfile."""
        state = self.file(profile_id).stat()
        return f"{state.st_mtime_ns:x}-{state.st_size:x}"

    def take(self, path: Path) -> Profile:
        """
        Put a profile of the user's on the shelf; the one it replaces stays beside it under `.toml.old`.

        Raises ProfileRefused for a file that cannot be read as a profile, that bears the id of one of the product's,
        or where there is no folder to put it into.
        """
        if path.stem in list_profiles():
            raise ProfileRefused(file=path.name, key="file name", remedy="this id is taken; give the file another name")
        profile = read_profile(path)
        if self.own is None:
            raise ProfileRefused(file=path.name, key="file name", remedy="no folder of own profiles is set")
        self.own.mkdir(parents=True, exist_ok=True)
        place = self.own / path.name
        if place.exists() and place.read_bytes() != path.read_bytes():
            place.replace(place.with_suffix(".toml.old"))
        place.write_bytes(path.read_bytes())
        return profile

    def _own_ids(self) -> tuple[str, ...]:
        return list_profiles(folder=self.own) if self.own is not None else ()
