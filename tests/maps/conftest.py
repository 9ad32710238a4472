"""Small tables to draw, and a study of the sample city of Guangzhou."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point, box

from planning.exchange.city_folder import read_city_folder
from planning.policy.reading import load_profile
from planning.study import Study

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="session")
def guangzhou() -> Study:
    """Eleven districts with boundaries, 176 streets without."""
    city = read_city_folder(SAMPLES / "guangzhou")
    return Study.of(city, load_profile(city.manifest.profile))


@pytest.fixture(scope="session")
def demo() -> Study:
    """The made-up city: forty streets with boundaries, sites and homes."""
    city = read_city_folder(SAMPLES / "demo_city")
    return Study.of(city, load_profile(city.manifest.profile))


@pytest.fixture
def streets() -> gpd.GeoDataFrame:
    """Three neighbours: one short of 120 places, one with 7 to spare, one unknown; and one without a boundary."""
    numbers = pd.DataFrame(
        {"shortage": [120, 0, pd.NA, 5], "surplus": [0, 7, pd.NA, 0]}, index=["a", "b", "c", "d"], dtype="Int64"
    )
    numbers["name"] = ["甲街道", "乙街道", "<b>丙</b>镇", "丁街道"]
    numbers["outcome"] = ["not_met", "met", "undetermined", "not_met"]
    shapes = [box(113 + step, 23, 114 + step, 24) for step in range(3)]
    return gpd.GeoDataFrame(numbers, geometry=[*shapes, None], crs="EPSG:4490")


@pytest.fixture
def sites() -> gpd.GeoDataFrame:
    """A filed site whose places count, and a closed one whose places do not."""
    rows = pd.DataFrame(
        {
            "name": ["向阳托育园", "小星托育园"],
            "kind": ["nursery", "nursery"],
            "state": ["filed", "closed"],
            "counts": [True, False],
            "places": pd.array([60, 40], dtype="Int64"),
            "enrolled": pd.array([pd.NA, 0], dtype="Int64"),
        },
        index=["s1", "s2"],
    )
    return gpd.GeoDataFrame(rows, geometry=[Point(113.1, 23.1), Point(113.2, 23.2)], crs="EPSG:4490")
