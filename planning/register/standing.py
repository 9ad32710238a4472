"""What each site was on a day (点位当日情况): its state, its places by class, and whether it was inclusive."""

from datetime import date

import geopandas as gpd
import pandas as pd

from planning.model.city import City
from planning.model.codes import OPEN_STATES, PlaceClass, SiteState

PLACES_OF_CLASS: tuple[str, ...] = tuple(f"places_{place_class}" for place_class in PlaceClass)
_RANK = {str(state): place for place, state in enumerate(SiteState)}
_OF_INSTITUTION = ["kind", "ownership", "channel", "legal_form", "demonstration", "demonstration_from", "name"]


def standing_sites(city: City, on: date) -> gpd.GeoDataFrame:
    """
    Every site of the register as it stood at the end of a day.

    Parameters
    ----------
    city
        Its tables `sites`, `site_states`, `place_reports`, `institutions` and `inclusive_statuses` are read.
    on
        Rows dated after this day are not looked at.

    Returns
    -------
    GeoDataFrame
        Points in the CRS of `sites`, index `site_id`, with `institution_id`, `name`, `institution`, `kind`,
        `ownership`, `channel`, `legal_form`, `state` and `state_since` (NA before its first row), `opened_on` (first
        day in an open state), `closed_on` (first day on which it was closed, whatever came after), `inclusive`
        (boolean, NA where the city has no table of statuses), `inclusive_level`, `demonstration` (NA before its date),
        `service_forms`, `open_to_neighbours`, `floor_area_m2`, `host_kind`, `reported_on`, `places`, `enrolled`,
        `enrolled_places` (places of the classes whose enrolment is known), `classes` and `places_<class>` of the
        latest report. A site never reported has NA places: unknown, not none.
    """
    sites = city.geotable("sites").set_index("site_id")
    institutions = city.table("institutions").set_index("institution_id")[_OF_INSTITUTION]
    standing = sites.join(institutions.rename(columns={"name": "institution"}), on="institution_id")
    known_since = standing["demonstration_from"].map(lambda day: pd.isna(day) or day <= on).astype(bool)
    standing["demonstration"] = standing["demonstration"].where(known_since)
    return (
        standing.drop(columns="demonstration_from")
        .join(_states(city, on))
        .join(_reports(city, on))
        .join(_inclusive(city, on), on="institution_id")
        .assign(inclusive=lambda rows: _told(rows["inclusive"], known=len(city.table("inclusive_statuses")) > 0))
    )


def _told(inclusive: pd.Series, *, known: bool) -> pd.Series:
    """A site without a status is not inclusive, unless nobody told of any."""
    return inclusive.astype("boolean").fillna(value=False) if known else inclusive.astype("boolean")


def _states(city: City, on: date) -> pd.DataFrame:
    """Index `site_id`: the state of the day, since when, and the first days on which it was open and closed."""
    states = city.table("site_states")
    states = states[states["since"].map(lambda day: day <= on).astype(bool)]
    # Of two states that begin on one day the one further along holds: what closes or bars a site is never overruled.
    states = states.assign(rank=states["state"].map(_RANK)).sort_values(["site_id", "since", "rank"])
    latest = states.groupby("site_id").last()
    days = {"state": latest["state"], "state_since": latest["since"]}
    for name, meant in (("opened_on", OPEN_STATES), ("closed_on", (SiteState.CLOSED,))):
        days[name] = states[states["state"].isin([str(state) for state in meant])].groupby("site_id")["since"].first()
    return pd.DataFrame(days)


def _reports(city: City, on: date) -> pd.DataFrame:
    """Index `site_id`: the figures of the latest report on or before the day, by class and in all."""
    reports = city.table("place_reports")
    reports = reports[reports["reported_on"].map(lambda day: day <= on).astype(bool)]
    newest = reports.groupby("site_id")["reported_on"].transform("max")
    reports = reports[reports["reported_on"] == newest]
    by_site = reports.groupby("site_id")
    totals = pd.DataFrame(
        {
            "reported_on": by_site["reported_on"].first(),
            "places": by_site["places"].sum(),
            "enrolled": by_site["enrolled"].sum(min_count=1),
            "enrolled_places": reports["places"]
            .where(reports["enrolled"].notna(), 0)
            .groupby(reports["site_id"])
            .sum(),
            "classes": by_site["classes"].sum().where(by_site["classes"].count() == by_site.size()),
        }
    )
    by_class = reports.pivot(index="site_id", columns="place_class", values="places")
    by_class = by_class.reindex(columns=[str(place_class) for place_class in PlaceClass]).fillna(0)
    by_class.columns = pd.Index(PLACES_OF_CLASS)
    return totals.join(by_class).astype(
        dict.fromkeys(("places", "enrolled", "enrolled_places", "classes", *PLACES_OF_CLASS), "Int64")
    )


def _inclusive(city: City, on: date) -> pd.DataFrame:
    """Index `institution_id`: who recognised it as inclusive, for those that are so on the day."""
    statuses = city.table("inclusive_statuses")
    begun = statuses["since"].map(lambda day: day <= on).astype(bool)
    lasting = statuses["until"].map(lambda day: pd.isna(day) or day >= on).astype(bool)
    held = statuses[begun & lasting].sort_values(["institution_id", "since"]).groupby("institution_id").last()
    return held[["recognised_by"]].rename(columns={"recognised_by": "inclusive_level"}).assign(inclusive=True)
