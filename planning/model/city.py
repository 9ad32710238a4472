"""A city (城市) as one immutable value: its manifest, and every table of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import geopandas as gpd
import pandas as pd

from planning.model.codes import Level


@dataclass(frozen=True, slots=True)
class AgeSplit:
    """How the census age group 1-4 is split where single years are unknown: the share of it that is under 3."""

    under_3_share_of_1_4: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class WalkingSource:
    """Where the walking network (步行网络) comes from, and the day it speaks for (None where nobody says)."""

    source: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    What `city.toml` says of a city.

    `metric_crs` is the projected system ("EPSG:4547") in which the study measures. `register_on` is the last day for
    which the register of sites speaks (None where there is no register). `walking` is the source of the walking network
    (None where there is no network). `synthetic` cities say so everywhere.
    """

    city_id: str
    name: str
    name_en: str
    synthetic: bool
    notice: str
    profile: str
    on: date
    metric_crs: str
    register_on: date | None = None
    age_split: AgeSplit | None = None
    walking: WalkingSource | None = None

    @property
    def opens_at(self) -> Level:
        """The level a study opens at: a register of sites speaks of streets, reported totals speak of districts."""
        return Level.STREET if self.register_on else Level.DISTRICT


@dataclass(frozen=True, slots=True)
class City:
    """
    A city's data at one revision.

    `tables` maps every name of `planning.model.tables.CITY_TABLES` to a frame with exactly the contract's columns, in
    contract order, typed as `planning.model.contracts.Kind` says; a table the folder lacks is there with no rows.
    Tables with a geometry column are GeoDataFrames in CGCS2000 (EPSG:4490, longitude first); the frames' index is
    a plain RangeIndex in key order. `revision` names the data ("sample-1", a store's revision, a content hash).
    """

    manifest: Manifest
    tables: Mapping[str, pd.DataFrame]
    revision: str

    def table(self, name: str) -> pd.DataFrame:
        """The frame called `name`; raises KeyError where the contract has none."""
        return self.tables[name]

    def geotable(self, name: str) -> gpd.GeoDataFrame:
        """The frame called `name`, as the GeoDataFrame it is."""
        table = self.tables[name]
        if not isinstance(table, gpd.GeoDataFrame):
            raise TypeError(f"{name} has no geometry")
        return table
