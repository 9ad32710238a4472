"""The table of sites (托育点位): one to three for each institution, most of them beside housing."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import Blocks
from sample_data.generator.calibration import DEGREE_GRID, LON_LAT_CRS
from sample_data.generator.hierarchy import Hierarchy
from sample_data.generator.institutions import Institutions
from sample_data.generator.new_areas import NewAreas
from sample_data.generator.seeds import stream_of
from sample_data.generator.terrain import on_globe, spots

_SITES_SHARES = {"nursery": (0.84, 0.13, 0.03), "community_point": (0.86, 0.1, 0.04)}
_ONE = (1.0, 0.0, 0.0)
_CLASSES = ("infant", "toddler_small", "toddler_large", "mixed")
# Mean number of classes of a site, and how they fall on the four sorts.
_CLASS_COUNT = {
    "nursery": 4.5,
    "kindergarten_class": 3.0,
    "community_point": 1.7,
    "employer": 2.8,
    "service_centre": 5.0,
}
_CLASS_SHARES = {
    "nursery": (0.16, 0.3, 0.42, 0.12),
    "kindergarten_class": (0.0, 0.16, 0.76, 0.08),
    "community_point": (0.06, 0.24, 0.3, 0.4),
    "employer": (0.2, 0.3, 0.34, 0.16),
    "home_based": (0.0, 0.0, 0.0, 1.0),
    "service_centre": (0.2, 0.35, 0.35, 0.1),
}
_IN_NEW_AREAS = 30


@dataclass(frozen=True, slots=True)
class Sites:
    """The table in order of its ids; where each site is in the plane, its kind, and its classes (n x 4)."""

    table: gpd.GeoDataFrame
    middle: NDArray[np.float64]
    kind: NDArray[np.object_]
    classes: NDArray[np.int64]


def sites(
    known: Institutions, hierarchy: Hierarchy, *, blocks: Blocks, new: NewAreas, homes: NDArray[np.int64]
) -> Sites:
    """Make the sites; `homes` are the blocks where people live, beside which a site stands."""
    rng = stream_of("sites")
    owner = _owners(known, rng)
    kind = known.table["kind"].to_numpy()[owner]
    number = pd.Series(owner).groupby(owner).cumcount().to_numpy()
    classes = _classes(kind, rng)
    middle = _places(known.street[owner], hierarchy, blocks=blocks, homes=homes, rng=rng)
    middle = _moved_to_new_areas(middle, kind, new=new, rng=rng)
    name = known.table["name"].to_numpy()[owner]
    suffix = np.array(["", "（二部）", "（三部）"], dtype=object)[number]
    table = pd.DataFrame(
        {
            "site_id": [f"ST{row:04d}" for row in range(1, len(owner) + 1)],
            "institution_id": known.table["institution_id"].to_numpy()[owner],
            "name": name + suffix,
            "address": _addresses(name, rng),
            "open_to_neighbours": _open(kind, rng),
            "service_forms": _forms(kind, rng),
            "floor_area_m2": _floor_area(kind, classes, rng),
        }
    )
    points = shapely.set_precision(on_globe(spots(middle)), DEGREE_GRID)
    located = gpd.GeoDataFrame(table, geometry=points, crs=LON_LAT_CRS)
    return Sites(table=located, middle=middle, kind=kind, classes=classes)


def _owners(known: Institutions, rng: np.random.Generator) -> NDArray[np.int64]:
    shares = np.cumsum([_SITES_SHARES.get(kind, _ONE) for kind in known.table["kind"]], axis=1)
    count = 1 + (rng.random(len(shares))[:, None] > shares).sum(axis=1).clip(0, 2)
    return np.repeat(np.arange(len(count)), count)


def _classes(kind: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.int64]:
    mean = pd.Series(kind).map(_CLASS_COUNT).fillna(1.0).to_numpy()
    count = np.where(kind == "home_based", 1, np.clip(1 + rng.poisson(mean - 1), 1, 9))
    shares = np.array([_CLASS_SHARES[name] for name in kind])
    classes: NDArray[np.int64] = rng.multinomial(count, shares)
    return classes


def _places(
    street: NDArray[np.int64],
    hierarchy: Hierarchy,
    *,
    blocks: Blocks,
    homes: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """A spot inside a block where people live, or at least may; nearer to the middle of the block than to its road."""
    lived = np.zeros(len(blocks.community))
    lived[homes] = 1.0
    in_street = hierarchy.street_of[blocks.community]
    spots = np.empty((len(street), 2))
    for number in np.unique(street):
        wanted = np.flatnonzero(street == number)
        here = np.flatnonzero(in_street == number)
        chance = (lived[here] + 0.08) * blocks.density[here]
        chosen = rng.choice(here, size=len(wanted), replace=len(here) < len(wanted), p=chance / chance.sum())
        spots[wanted] = blocks.middle[chosen]
    return spots + rng.uniform(-0.035, 0.035, size=spots.shape)


def _moved_to_new_areas(
    middle: NDArray[np.float64], kind: NDArray[np.object_], *, new: NewAreas, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Some sites are the ones that delivered new areas were built with."""
    delivered = np.flatnonzero((new.table["status"] == "delivered").to_numpy())
    hosts = rng.choice(delivered, size=min(_IN_NEW_AREAS, len(delivered)), replace=False)
    able = np.flatnonzero(np.isin(kind, ["nursery", "community_point"]))
    guests = rng.choice(able, size=len(hosts), replace=False)
    moved = middle.copy()
    moved[guests] = shapely.get_coordinates(shapely.point_on_surface(new.shapes[hosts]))
    return moved


def _addresses(name: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    roads = np.array(list("春华秋实山水文昌永乐长宁"), dtype=object)
    first, second = rng.choice(roads, size=(2, len(name)))
    numbers = rng.integers(1, 400, size=len(name)).astype(str).astype(object)
    address: NDArray[np.object_] = first + second + "路" + numbers + "号"
    address[rng.random(len(name)) < 0.02] = None
    return address


def _open(kind: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    draw = rng.random(len(kind))
    open_: NDArray[np.object_] = ((kind != "employer") | (draw >= 0.6)).astype(object)
    open_[draw > 0.985] = None
    return open_


def _forms(kind: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    shares = {"full_day": 0.95, "half_day": 0.4, "hourly": 0.2, "occasional": 0.14}
    offered = rng.random((len(kind), 4)) < np.array(list(shares.values()))
    offered[:, 2:] &= (kind != "kindergarten_class")[:, None]
    offered[~offered.any(axis=1), 0] = True
    words = np.array([";".join(np.array(list(shares))[row]) for row in offered], dtype=object)
    words[rng.random(len(kind)) < 0.02] = None
    return words


def _floor_area(kind: NDArray[np.object_], classes: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.object_]:
    each = np.where(kind == "home_based", 70.0, 95.0)
    area = np.round(each * classes.sum(axis=1) * rng.lognormal(0.1, 0.25, size=len(kind)), 1)
    text = np.array([f"{value:.1f}" for value in area], dtype=object)
    text[rng.random(len(kind)) < 0.06] = None
    return text
