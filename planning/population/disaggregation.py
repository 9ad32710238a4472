"""How a street's people (人口分解) are shared out to its communities and residential areas so that parts add up."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from planning.apportionment import apportion_within
from planning.location import holding_polygon
from planning.model.city import City
from planning.model.codes import AreaLevel
from planning.population.basis import CHILDREN_COLUMNS, Basis

BY_RESIDENTS = "（按常住人口以最大余额法分摊）"


@dataclass(frozen=True, slots=True)
class ResidentialShares:
    """
    The children of streets shared out to residential areas, and what is left.

    `areas`, by `residential_area_id`: `street_id` (None outside every street), `children_under_3` (Int64),
    `children_on`, `children_basis` (shared_out or missing), `children_source`, `children_reason`, and the age bands.

    `remainder`, by street: `residents` and `children_under_3` (Int64), and the age bands, of the people who live in no
    residential area on file; areas and remainder add up to the street. `residents` is 0 where the residential areas
    hold as many people as the street or more.
    """

    areas: pd.DataFrame
    remainder: pd.DataFrame


def share_to_communities(city: City, *, residents: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """Give communities and villages their people; see `share_to_parts`."""
    return share_to_parts(city, AreaLevel.COMMUNITY, residents=residents, children=children)


def share_to_parts(city: City, level: AreaLevel, *, residents: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """
    Give the areas of a level their residents and their share of their parents' children.

    Residents that are stated stay. Where a parent lacks those of exactly one part, that part is the difference, if
    parent and other parts speak of the same day and none is rounded; of two unknown parts nobody knows which is which.
    Children that are known stay; the parent's others are shared out to the parts without any, in proportion to their
    residents, by the largest remainder; so are those of each age band, each by itself.

    Parameters
    ----------
    city
        The city.
    level
        The level of the parts: communities of streets, or streets of districts.
    residents, children
        As `residents_on` and `children_on` give them, by `area_id`.

    Returns
    -------
    DataFrame
        By `area_id`, the areas of the level: the columns of both frames. Basis derived for a difference, shared_out
        for children that were shared; where a parent's children or a part's residents are unknown, the parts without
        children of their own stay missing, and the reason says why.
    """
    areas = city.table("areas").set_index("area_id")
    parents = areas.loc[areas["level"] == level, "parent_id"]
    people = _with_difference(residents, parents)
    shared = children.reindex(parents.index).copy()
    for column in ["children_under_3", *_bands(children)]:
        shared[column] = _rest_shared(children[column], parents, weights=people["residents"])
    now_known = children["children_under_3"].reindex(parents.index).isna() & shared["children_under_3"].notna()
    shared = _labelled(shared, now_known, of=children.reindex(parents).set_axis(parents.index))
    still = shared["children_under_3"].isna()
    lacking = people["residents"].isna().groupby(parents).transform("any")
    reason = pd.Series("上级行政区的3岁以下儿童未知，或少于已知部分之和", index=parents.index, dtype=object)
    shared["children_reason"] = shared["children_reason"].mask(
        still, reason.mask(lacking, "同一上级行政区内有单元常住人口未知，无法分摊")
    )
    return people.join(shared)


def share_to_residential_areas(
    city: City, *, people: pd.DataFrame, residents: pd.DataFrame, children: pd.DataFrame
) -> ResidentialShares:
    """
    Share the children of every street out to the residential areas in it, by the people who live there.

    A residential area belongs to the street that holds a point inside it (its representative point; the lower id on a
    border). Only areas that are lived in on the day take part; the people of the street beyond them take part as one
    more unit, the remainder. An area without residents is missing, and its people are in the remainder.

    Parameters
    ----------
    city
        The city.
    people
        As `residential_people` gives them.
    residents, children
        As `residents_on` and `children_on` give them; the rows of streets count.
    """
    areas = city.table("areas").set_index("area_id")
    streets = areas.index[areas["level"] == AreaLevel.STREET]
    street_of = street_of_residential_areas(city)
    living = people["residents"].where(people["lived_in"])
    parents = street_of.where(living.notna()).dropna()
    rest = _people_beyond(living, parents, totals=residents["residents"].reindex(streets))
    keys = pd.Series(streets, index=[f"{LAST}{street}" for street in streets], dtype=object)
    weights = pd.concat([living.reindex(parents.index), rest.set_axis(keys.index)])
    parent_of = pd.concat([parents, keys])
    columns = ["children_under_3", *_bands(children)]
    shares = pd.DataFrame(
        {name: apportion_within(children[name].reindex(streets), weights, parent_of=parent_of) for name in columns}
    )
    shared = shares.reindex(people.index).astype("Int64")
    shared.insert(0, "street_id", street_of)
    source = children.reindex(street_of).set_axis(people.index)
    shared = _labelled(shared, shared["children_under_3"].notna(), of=source)
    shared["children_reason"] = _why_no_share(people, street_of, known=shared["children_under_3"].notna())
    remainder = shares.reindex(keys.index).set_axis(streets)
    remainder.insert(0, "residents", rest)
    return ResidentialShares(areas=shared, remainder=remainder)


LAST = "\U0010ffff"
"""Put before a key, it stands behind every other key, so that the remainder is the last to win a tie."""


def street_of_residential_areas(city: City) -> pd.Series:
    """Name the street of every residential area by its representative point, by `residential_area_id`; None outside."""
    homes = city.geotable("residential_areas").set_index("residential_area_id")
    areas = city.geotable("areas").set_index("area_id")
    points = gpd.GeoDataFrame(geometry=homes.geometry.representative_point(), index=homes.index)
    found = holding_polygon(points, areas[areas["level"] == AreaLevel.STREET]).astype(object)
    return found.where(found.notna(), None)


def _with_difference(residents: pd.DataFrame, parents: pd.Series) -> pd.DataFrame:
    """Fill the one unknown part of a parent with the difference to its parent's total."""
    people = residents.reindex(parents.index).copy()
    whole = residents.reindex(parents).set_axis(parents.index)
    known = people["residents"].notna()
    same_day = (people["residents_on"] == whole["residents_on"]) | ~known
    rounded = people["residents_rounding"].fillna(1).gt(1) | whole["residents_rounding"].fillna(1).gt(1)
    alone = (~known).groupby(parents).transform("sum") == 1
    sound = (same_day & ~rounded).groupby(parents).transform("all").eq(True)
    difference = whole["residents"] - people["residents"].groupby(parents).transform("sum")
    found = ~known & alone & sound & difference.ge(0).fillna(value=False)
    people["residents"] = people["residents"].mask(found, difference)
    people["residents_on"] = people["residents_on"].mask(found, whole["residents_on"])
    people["residents_basis"] = people["residents_basis"].mask(found, Basis.DERIVED.value)
    people["residents_source"] = people["residents_source"].mask(
        found, whole["residents_source"].astype(object) + "（上级合计减去其余单元）"
    )
    people["residents_reason"] = people["residents_reason"].mask(found, "")
    return people


def _rest_shared(numbers: pd.Series, parents: pd.Series, *, weights: pd.Series) -> pd.Series:
    """Share what the parts with a number leave of their parent's over the parts without one."""
    own = numbers.reindex(parents.index)
    left = numbers.reindex(parents.dropna().unique()) - own.groupby(parents).sum().reindex(parents.dropna().unique())
    open_parts = own.index[own.isna()]
    shares = apportion_within(
        left.where(left.ge(0).fillna(value=False)), weights.reindex(open_parts), parent_of=parents.reindex(open_parts)
    )
    return own.fillna(shares).astype("Int64")


def _people_beyond(living: pd.Series, parents: pd.Series, *, totals: pd.Series) -> pd.Series:
    """Count a street's residents who live in none of its residential areas: 0 where those hold as many or more."""
    inside = living.reindex(parents.index).groupby(parents).sum().reindex(totals.index).fillna(0)
    return (totals - inside).clip(lower=0).astype("Int64")


def _labelled(shared: pd.DataFrame, found: pd.Series, *, of: pd.DataFrame) -> pd.DataFrame:
    """Label shared-out children with the source and day of the total they come from."""
    blank = pd.Series(None, index=shared.index, dtype=object)
    before = {name: shared.get(name, blank) for name in ("children_on", "children_basis", "children_source")}
    days = before["children_on"].mask(found, of["children_on"])
    shared["children_on"] = days.where(days.notna(), None)
    shared["children_basis"] = before["children_basis"].fillna(Basis.MISSING.value).mask(found, Basis.SHARED_OUT.value)
    shared["children_source"] = (
        before["children_source"].fillna("").mask(found, of["children_source"].astype(object) + BY_RESIDENTS)
    )
    shared["children_reason"] = shared.get("children_reason", blank).fillna("").mask(found, "")
    return shared


def _why_no_share(people: pd.DataFrame, street_of: pd.Series, *, known: pd.Series) -> pd.Series:
    reason = pd.Series("所在街道（镇）的人口或3岁以下儿童未知", index=people.index, dtype=object)
    reason = reason.mask(street_of.isna(), "不在任何街道（镇）边界内")
    reason = reason.mask(people["residents"].isna(), "居住区人口未知")
    reason = reason.mask(~people["lived_in"], "尚未交付，统计日无人居住")
    return reason.mask(known, "")


def _bands(children: pd.DataFrame) -> list[str]:
    return [name for name in children.columns if name not in CHILDREN_COLUMNS]
