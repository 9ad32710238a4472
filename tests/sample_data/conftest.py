"""The demo city made anew once for all tests, and both folders as they lie in the repo."""

from io import BytesIO
from pathlib import Path

import geopandas as gpd
import orjson
import pandas as pd
import pytest

from sample_data.generator.demo_city import DemoCity

ROOT = Path(__file__).parents[2]
TEXT_COLUMNS = {"area_id": str, "district_id": str, "parent_id": str, "no": str}


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repo."""
    return ROOT


@pytest.fixture(scope="session")
def made_anew() -> dict[str, bytes]:
    """Every file of the demo city, from its seed."""
    return DemoCity().files()


class Folder:
    """The tables of a city folder as plain frames; codes are text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[str, pd.DataFrame] = {}

    def table(self, name: str) -> pd.DataFrame:
        """A CSV table, or a GeoJSON table with its geometry."""
        if name not in self._read:
            file = self.path / f"{name}.csv"
            if file.exists():
                self._read[name] = pd.read_csv(BytesIO(file.read_bytes()), dtype=TEXT_COLUMNS)
            else:
                features = orjson.loads((self.path / f"{name}.geojson").read_bytes())["features"]
                self._read[name] = gpd.GeoDataFrame.from_features(features, crs="EPSG:4490")
        return self._read[name]

    def areas(self, level: str) -> pd.DataFrame:
        """The areas of one level, by id."""
        areas = self.table("areas")
        return areas[areas["level"] == level].set_index("area_id")


@pytest.fixture(scope="session")
def demo() -> Folder:
    """The demo city as it lies in the repo."""
    return Folder(ROOT / "sample_data" / "demo_city")


@pytest.fixture(scope="session")
def guangzhou() -> Folder:
    """Guangzhou as it lies in the repo."""
    return Folder(ROOT / "sample_data" / "guangzhou")
