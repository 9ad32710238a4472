"""How many places (托位) are there: the counted sites of a unit summed, or the total an authority reported."""

import pandas as pd

from planning.model.codes import PlaceClass
from planning.register.standing import PLACES_OF_CLASS

SUPPLIED_OF_CLASS: tuple[str, ...] = tuple(f"supplied_{place_class}" for place_class in PlaceClass)
_SUMMED = ("places", "inclusive_places", "enrolled", "enrolled_places", *PLACES_OF_CLASS)


def supply_by_unit(counted: pd.DataFrame, located: pd.DataFrame, *, units: pd.Index) -> pd.DataFrame:
    """
    Sum the counted sites of each unit.

    Parameters
    ----------
    counted
        The sites that count as supply on the day, as `planning.register.standing.standing_sites` gives them.
    located
        Pairs `site_id`, `area_id`: which unit holds which site; a site may stand in several overlapping units.
    units
        The unit ids that want an answer, and of which it is known which sites they hold.

    Returns
    -------
    DataFrame
        By unit, Int64: `supplied`, `inclusive_places`, `enrolled`, `enrolled_places`, `sites`, `unreported_sites`
        (counted sites whose places nobody reported; `supplied` is then a lower bound) and `supplied_<class>`.
        0 where no site stands; NA where sites stand of which nobody said it: enrolment, inclusive status, classes.
    """
    inclusive = counted["places"].where(counted["inclusive"].fillna(value=False), 0).mask(counted["inclusive"].isna())
    measured = counted.assign(inclusive_places=inclusive)[list(_SUMMED)]
    pairs = located[located["site_id"].isin(counted.index)].join(measured, on="site_id")
    grouped = pairs.groupby("area_id")
    sums = grouped[list(_SUMMED)].sum(min_count=1).astype("Int64")
    # Known places stand even beside unknown ones, as a lower bound that `unreported_sites` marks.
    sums["places"] = sums["places"].fillna(0)
    sums["sites"] = grouped.size().astype("Int64")
    sums["unreported_sites"] = pairs["places"].isna().groupby(pairs["area_id"]).sum().astype("Int64")
    renamed = sums.rename(columns={"places": "supplied", **dict(zip(PLACES_OF_CLASS, SUPPLIED_OF_CLASS, strict=True))})
    empty = units.difference(renamed.index)
    nothing = pd.DataFrame(0, index=empty, columns=renamed.columns, dtype="Int64")
    return pd.concat([renamed, nothing]).reindex(units).astype("Int64")


def reported_supply(reported: pd.Series, units: pd.Index) -> pd.DataFrame:
    """
    The totals an authority reported for the very day, where no register is at hand.

    `reported` is places (Int64) by area id; the answer has the columns of `supply_by_unit`, NA wherever the report is
    silent: on inclusive places, enrolment, classes and sites.
    """
    silent = ("inclusive_places", "enrolled", "enrolled_places", "sites", *SUPPLIED_OF_CLASS)
    known = pd.DataFrame({"supplied": reported.reindex(units).astype("Int64")}, index=units)
    unknown = pd.DataFrame(index=units, columns=list(silent), dtype="Int64")
    return known.join(unknown).assign(unreported_sites=pd.array([0] * len(units), dtype="Int64"))
