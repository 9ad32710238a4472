"""Who in an area is served, and who is not and why (服务五分): all children under 3 of a street, adding up to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd

from planning.ground import Ground
from planning.model.codes import Level
from planning.policy.uptake import Uptake
from planning.population.class_ages import Ages
from planning.reach.point_children import point_children, street_children
from planning.reach.walks import Walks
from planning.served.offers import Fitting, offers
from planning.served.seekers import seekers
from planning.served.split import SEEKING, Fate, Split, split

FATE_COLUMNS: tuple[str, ...] = tuple(f"children_{fate}" for fate in Fate)
# Below the street children are placed by their residents, and do not add up to what is told of a community.
SPLIT_LEVELS: tuple[Level, ...] = (Level.CITY, Level.DISTRICT, Level.STREET)


@dataclass(frozen=True)
class Served:
    """
    The fates of all children under 3 of a city on a day.

    `children` (Int64 by dwelling point, a column an age band) and `seeking` (the same, of those who seek a place, in
    the bands of classes) are in the order of `walks.points`; `offered` are the places, `found` who takes which.
    `streets` (index street id) has `FATE_COLUMNS` (Int64) and `reason`, why a street is undetermined (NA fates).
    `unanswered` says why there is no answer at all; "" where there is one.
    """

    ground: Ground
    walks: Walks | None
    ages: Ages
    uptake: Uptake | None
    fitting: Fitting
    limit_m: float
    children: pd.DataFrame
    seeking: pd.DataFrame
    offered: pd.DataFrame
    found: Split
    streets: pd.DataFrame
    unanswered: str

    @classmethod
    def of(
        cls, ground: Ground, walks: Walks | None, *, uptake: Uptake | None, fitting: Fitting = Fitting.INCLUSIVE
    ) -> Self:
        """
        Split the children of every street.

        Parameters
        ----------
        ground
            The city on the day.
        walks
            The walks within reach; None where no reach is given.
        uptake
            The share of the children old enough for a class that seeks a place; None where nobody says.
        fitting
            Which places a family can take.
        """
        ages = Ages.of(ground.profile.classes)
        why = _unanswerable(ground, walks, uptake, ages, fitting)
        if why or walks is None or uptake is None:
            nothing, streets = pd.DataFrame(), _unknown(ground.of_level(Level.STREET).index, why)
            empty = Split(nothing, nothing)
            return cls(ground, walks, ages, uptake, fitting, 0.0, nothing, nothing, nothing, empty, streets, why)
        of_streets = street_children(ground, ages)
        children = point_children(walks.points, of_streets)
        wanted = seekers(children, walks.points["street"], ages=ages, uptake=uptake)
        offered = offers(walks.sites, ages)
        found = split(wanted, offered, costs=walks.costs, ages=ages, fitting=fitting)
        streets = _streets(of_streets, walks.points["street"], children, found)
        return cls(
            ground, walks, ages, uptake, fitting, walks.costs.limit, children, wanted, offered, found, streets, ""
        )

    def of_level(self, level: Level) -> pd.DataFrame:
        """
        The fates of the units of the city, its districts or streets.

        By unit, `FATE_COLUMNS` (Int64) and `reason`. A district or city is the sum of its streets, NA where one of
        them is undetermined. Raises KeyError for a level below the street.
        """
        if level is Level.STREET:
            return self.streets
        units = self.ground.of_level(level).index
        above = self.ground.areas[str(level)].reindex(self.streets.index)
        fates = self.streets[list(FATE_COLUMNS)]
        grouped = fates.groupby(above)
        sums = grouped.sum().where(grouped.count().eq(grouped.size(), axis=0)).reindex(units).astype("Int64")
        unknown = fates.isna().any(axis="columns").groupby(above).sum().reindex(units).fillna(0).astype(int)
        reason = unknown.map(lambda count: f"{count}个街道（镇）无法判定" if count else "").astype("str")
        return sums.assign(reason=self.unanswered or reason)

    @cached_property
    def by_point(self) -> pd.DataFrame:
        """By dwelling point, Int64: `children`, `seekers`, and the fates of the seekers; NA where unknown."""
        if self.unanswered:
            return pd.DataFrame(columns=["children", "seekers", *map(str, SEEKING)], dtype="Int64")
        names = [str(fate) for fate in SEEKING]
        sums = self.found.units.groupby("point_row")[names].sum().reindex(range(len(self.children))).fillna(0)
        table = sums.set_axis(self.children.index).astype("Int64")
        known = self.children.notna().all(axis="columns")
        whole = self.children.sum(axis="columns").where(known).astype("Int64")
        wanted = self.seeking.sum(axis="columns").where(known).astype("Int64")
        return table.where(known, axis=0).assign(children=whole, seekers=wanted)


def _unanswerable(ground: Ground, walks: Walks | None, uptake: Uptake | None, ages: Ages, fitting: Fitting) -> str:
    """Why nothing can be said; "" where something can."""
    untold = fitting is Fitting.INCLUSIVE and bool(ground.counted["inclusive"].isna().any())
    doubts: Mapping[str, bool] = {
        f"没有{ground.on}的点位登记册": not ground.register_speaks,
        "没有给出服务半径": walks is None,
        "没有入托意愿（方案没有[uptake]，也没有给出）": uptake is None,
        "方案没有班型": not ages.bands,
        "没有普惠认定资料；可改按全部托位计算": untold,
    }
    return next((why for why, holds in doubts.items() if holds), "")


def _streets(of_streets: pd.DataFrame, street_of: pd.Series, children: pd.DataFrame, found: Split) -> pd.DataFrame:
    """The fates of each street: those of its points, and all its other children as not seeking."""
    street = street_of.to_numpy(dtype=object)[found.units["point_row"].to_numpy(dtype=np.int64)]
    sums = found.units.groupby(street)[[str(fate) for fate in SEEKING]].sum()
    whole = of_streets.sum(axis="columns").where(of_streets.notna().all(axis="columns")).astype("Int64")
    known = whole.notna()
    placed = children.notna().all(axis="columns").groupby(street_of).any().reindex(whole.index, fill_value=False)
    lost = known & ~placed.astype(bool) & (whole > 0).fillna(value=False)
    fates = sums.reindex(whole.index).fillna(0).astype("Int64").where(known & ~lost, axis=0)
    fates[str(Fate.NOT_SEEKING)] = whole.where(~lost) - fates.sum(axis="columns", min_count=1)
    table = fates.rename(columns={str(fate): f"children_{fate}" for fate in Fate})[list(FATE_COLUMNS)]
    reason = pd.Series("", index=whole.index, dtype="str").mask(~known, "3岁以下儿童或其出生月份不明")
    return table.assign(reason=reason.mask(lost, "没有可以落到位置上的人口"))


def _unknown(streets: pd.Index, why: str) -> pd.DataFrame:
    table = pd.DataFrame(index=streets, columns=list(FATE_COLUMNS), dtype="Int64")
    return table.assign(reason=pd.Series(why, index=streets, dtype="str"))
