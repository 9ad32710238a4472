"""Who in an area is served, and who is not and why (服务五分): all children under 3 of a street, adding up to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd

from planning.errors import UnknownLevel
from planning.ground import Ground
from planning.model.codes import DOWN_TO_STREET, Level
from planning.policy.uptake import Uptake
from planning.population.age_bands import Ages
from planning.reach.point_children import point_children, street_children
from planning.reach.walks import Walks
from planning.reach.withheld import withheld
from planning.served.doubts import doubts
from planning.served.offers import Fitting, offers
from planning.served.seekers import street_seekers
from planning.served.split import SEEKING, Fate, Split, split
from planning.systematic_rounding import share_evenly

FATE_COLUMNS: tuple[str, ...] = tuple(f"children_{fate}" for fate in Fate)
# Beside the parts, and within them: who has no place and might fare otherwise.
UNCERTAIN = "children_uncertain"


@dataclass(frozen=True)
class Served:
    """
    The fates of all children under 3 of a city on a day.

    `children` (Int64 by dwelling point, a column an age band) and `seeking` (the same, of those who seek a place, in
    the bands of classes) are in the order of `walks.points`; `withheld` says of each site why it offers nothing (""
    where it does), `offered` are the places, `found` who takes which, and `doubts` (by row of `found.units`) whose lot
    hangs on what is not known. `streets` (index street id) has `FATE_COLUMNS`, `UNCERTAIN` (Int64; of the children
    without a place, never added to the parts) and `reason`, why a street is undetermined (NA counts). `unanswered`
    says why there is no answer at all; "" where there is one.
    """

    ground: Ground
    walks: Walks | None
    ages: Ages
    uptake: Uptake | None
    fitting: Fitting
    limit_m: float
    children: pd.DataFrame
    seeking: pd.DataFrame
    withheld: pd.Series
    offered: pd.DataFrame
    found: Split
    doubts: pd.DataFrame
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
            return cls._unanswered(ground, walks, ages=ages, uptake=uptake, fitting=fitting, why=why)
        street_of, of_streets = walks.points["street"], street_children(ground, ages)
        children = point_children(walks.points, of_streets)
        lost = _lost(of_streets, street_of, children)
        asked = of_streets.where(~lost, axis=0)
        wanted = street_seekers(asked, lineage=_lineage(ground), ages=ages, uptake=uptake)
        seeking = share_evenly(wanted, children[list(ages.names)], parent_of=street_of)
        why_not = withheld(walks)
        offered = offers(walks.sites, ages, why=why_not)
        found = split(seeking, offered, costs=walks.costs, ages=ages, fitting=fitting)
        in_doubt = doubts(found, walks, why=why_not, ages=ages, fitting=fitting)
        streets = _streets(of_streets, lost, street_of, found=found, in_doubt=in_doubt)
        limit_m, told = walks.costs.limit, ""
        return cls(
            ground, walks, ages, uptake, fitting, limit_m, children, seeking, why_not, offered, found,
            in_doubt, streets, told
        )  # fmt: skip

    @classmethod
    def _unanswered(
        cls, ground: Ground, walks: Walks | None, *, ages: Ages, uptake: Uptake | None, fitting: Fitting, why: str
    ) -> Self:
        """Nothing but why."""
        nothing, streets = pd.DataFrame(), _unknown(ground.of_level(Level.STREET).index, why)
        empty, untold = Split(nothing, nothing, nothing), pd.Series(dtype="str")
        return cls(
            ground, walks, ages, uptake, fitting, 0.0, nothing, nothing, untold, nothing, empty, nothing, streets, why
        )

    def of_level(self, level: Level) -> pd.DataFrame:
        """
        The fates of the units of the city, its districts or streets.

        By unit, the columns of `streets`. A district or city is the sum of its streets, NA with a reason where one of
        them is undetermined or where it has none. Raises UnknownLevel for a level below the street.
        """
        if level not in DOWN_TO_STREET:
            raise UnknownLevel(str(level), [str(one) for one in DOWN_TO_STREET])
        if level is Level.STREET:
            return self.streets
        units = self.ground.of_level(level).index
        counts = self.streets.drop(columns="reason")
        grouped = counts.groupby(self.ground.areas[str(level)].reindex(counts.index))
        unknown = (grouped.size() - grouped[FATE_COLUMNS[0]].count()).reindex(units, fill_value=0)
        streetless = _streetless(self.ground, level)
        sums = grouped.sum().reindex(units).astype("Int64").where((unknown == 0) & (streetless == ""), axis=0)
        told = unknown.map(lambda number: f"{number}个街道（镇）无法判定" if number else "").astype("str")
        joint = pd.Series("；", units).where((told != "") & (streetless != ""), "")
        return sums.assign(reason=self.unanswered or (told + joint + streetless).astype("str"))

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


def _lineage(ground: Ground) -> dict[str, tuple[str, ...]]:
    """Each street with the areas above it."""
    lines = ground.of_level(Level.STREET)[[str(level) for level in reversed(DOWN_TO_STREET)]]
    rows = zip(lines.index, lines.to_numpy(dtype=object), strict=True)
    return {str(street): tuple(area for area in line if isinstance(area, str)) for street, line in rows}


def _streetless(ground: Ground, level: Level) -> pd.Series:
    """Which districts of each unit have no street, and so no children that could be split; "" where all have some."""
    units, streets = ground.of_level(level), ground.of_level(Level.STREET)
    bare = ground.of_level(Level.DISTRICT)
    bare = bare[~bare.index.isin(streets["district"])]
    number = bare.groupby(bare[str(level)].astype(object)).size().reindex(units.index, fill_value=0)
    many = number.map(lambda districts: f"{districts}个区没有街道（镇）" if districts else "")
    itself = ~units.index.isin(streets[str(level)])
    return pd.Series(many, dtype="str").mask(itself, "没有街道（镇）")


def _lost(of_streets: pd.DataFrame, street_of: pd.Series, children: pd.DataFrame) -> pd.Series:
    """Which streets have children and nowhere to place them."""
    placed = children.notna().all(axis="columns").groupby(street_of).any().reindex(of_streets.index, fill_value=False)
    lost: pd.Series = ~placed.astype(bool) & (of_streets.sum(axis="columns") > 0)
    return lost & of_streets.notna().all(axis="columns")


def _streets(
    of_streets: pd.DataFrame, lost: pd.Series, street_of: pd.Series, *, found: Split, in_doubt: pd.DataFrame
) -> pd.DataFrame:
    """The fates of each street: those of its points, and all its other children as not seeking."""
    street = street_of.to_numpy(dtype=object)[found.units["point_row"].to_numpy(dtype=np.int64)]
    names = [str(fate) for fate in SEEKING]
    counts = found.units[names].assign(**{UNCERTAIN: in_doubt.sum(axis="columns")})
    sums = counts.groupby(street).sum().reindex(of_streets.index).fillna(0).astype("Int64")
    known = of_streets.notna().all(axis="columns")
    whole = of_streets.sum(axis="columns").astype("Int64")
    sums[str(Fate.NOT_SEEKING)] = whole - sums[names].sum(axis="columns")
    table = sums.rename(columns={str(fate): f"children_{fate}" for fate in Fate})[[*FATE_COLUMNS, UNCERTAIN]]
    reason = pd.Series("", index=whole.index, dtype="str").mask(~known, "3岁以下儿童或其出生月份不明")
    return table.where(known & ~lost, axis=0).assign(reason=reason.mask(lost, "没有可以落到位置上的人口"))


def _unknown(streets: pd.Index, why: str) -> pd.DataFrame:
    table = pd.DataFrame(index=streets, columns=[*FATE_COLUMNS, UNCERTAIN], dtype="Int64")
    return table.assign(reason=pd.Series(why, index=streets, dtype="str"))
