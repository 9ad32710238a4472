"""What the operator sets (运行设置): environment variables, read here and nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from maps.basemaps import Tiles
from planning.errors import PlanningError

DEFAULT_STORE = Path(".tuoyu") / "store.sqlite"


class SettingsRefused(PlanningError):
    """A setting that cannot be; says which one and what would be right."""

    def __init__(self, variable: str, remedy: str) -> None:
        self.variable = variable
        super().__init__(f"{variable}: {remedy}")


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How this service runs.

    `store` is the SQLite file, `own_profiles` the folder of the user's own policy profiles; `city` the city shown when
    a request names none (None: the first one loaded); `tiles` a base map, which an operator may show only with its
    source and approval number (审图号).
    """

    store: Path = DEFAULT_STORE
    city: str | None = None
    tiles: Tiles | None = None
    own_profiles: Path | None = None

    @property
    def profiles(self) -> Path:
        """The folder of own profiles: the one that is set, else `profiles` beside the store."""
        return self.own_profiles or self.store.parent / "profiles"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """
        Read TUOYU_STORE, TUOYU_PROFILES, TUOYU_CITY, TUOYU_TILES_URL, TUOYU_TILES_ATTRIBUTION and
        TUOYU_TILES_REVIEW_NUMBER.

        Empty values count as not set. Raises SettingsRefused.
        """
        values = {name: value.strip() for name, value in environment.items() if name.startswith("TUOYU_")}
        return cls(
            store=Path(values.get("TUOYU_STORE") or DEFAULT_STORE).expanduser(),
            city=values.get("TUOYU_CITY") or None,
            tiles=_tiles(values),
            own_profiles=Path(own).expanduser() if (own := values.get("TUOYU_PROFILES")) else None,
        )


def _tiles(values: Mapping[str, str]) -> Tiles | None:
    url = values.get("TUOYU_TILES_URL")
    if not url:
        return None
    for name in ("TUOYU_TILES_ATTRIBUTION", "TUOYU_TILES_REVIEW_NUMBER"):
        if not values.get(name):
            raise SettingsRefused(
                name,
                "设置底图地址时必须同时给出来源和审图号 / a tile address needs its attribution and map approval number",
            )
    try:
        return Tiles(url, values["TUOYU_TILES_ATTRIBUTION"], values["TUOYU_TILES_REVIEW_NUMBER"])
    except ValueError as error:
        raise SettingsRefused("TUOYU_TILES_URL", str(error)) from error
