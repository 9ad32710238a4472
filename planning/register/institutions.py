"""What each institution was on a day (机构当日情况): how it is registered and filed, and what its sites add up to."""

from datetime import date

import pandas as pd

from planning.model.city import City
from planning.model.codes import OPEN_STATES, Ownership, SiteState

_OPEN = [str(state) for state in OPEN_STATES]
_STANDING = [*_OPEN, str(SiteState.SUSPENDED)]
_FILED = [str(state) for state in (SiteState.FILED, SiteState.CHANGED)]
_OF_TABLE = ["name", "kind", "ownership", "legal_form", "channel", "managed_by"]
_OF_SITES = ["state", "demonstration", "inclusive", "inclusive_level", "opened_on"]
_STEPS = (("registered", [str(SiteState.REGISTERED)]), ("filed", _FILED))


def standing_institutions(city: City, on: date, *, sites: pd.DataFrame) -> pd.DataFrame:
    """
    Every institution that looks after children on a day, or has stopped for a while.

    Parameters
    ----------
    city
        Its tables `institutions` and `site_states` are read.
    on
        Rows dated after this day are not looked at.
    sites
        The register of that day (`planning.register.standing.standing_sites`).

    Returns
    -------
    DataFrame
        Index `institution_id`, of those with a site that is open or suspended: `name`, `kind`, `ownership`,
        `legal_form`, `channel`, `managed_by`, `registered_with`, `registered_on`, `filed_with`, `filed_on` (the
        table's day, else the first on which a site was in that state), `state`, `demonstration`, `inclusive`,
        `inclusive_level` and `opened_on` of the site that opened first, `public` (bool), `open_to_neighbours` (boolean:
        one of its sites is), and `sites`, `places`, `classes`, `enrolled`
        (Int64) of the sites that are open; NA as soon as one of them does not say.
    """
    standing = sites[sites["state"].isin(_STANDING)]
    seats = standing.sort_values(["opened_on", "institution_id"], kind="stable").drop_duplicates("institution_id")
    seats = pd.DataFrame(seats.set_index("institution_id"))[_OF_SITES].sort_index()
    table = city.table("institutions").set_index("institution_id").reindex(seats.index)
    found = table[_OF_TABLE].join(seats).join(_added_up(standing[standing["state"].isin(_OPEN)], seats.index))
    for step, states in _STEPS:
        found = found.join(_step(table, city, on, step=step, first=_first_day(city, on, states=states)))
    return found.assign(
        public=found["ownership"] == Ownership.PUBLIC, open_to_neighbours=_any_open(standing, found.index)
    )


def _any_open(standing: pd.DataFrame, institutions: pd.Index) -> pd.Series:
    """Whether one of the sites of each institution takes children of neighbours (boolean); NA where nobody says."""
    told = standing.dropna(subset="open_to_neighbours")
    by_owner = told["open_to_neighbours"].astype(bool).groupby(told["institution_id"])
    return by_owner.any().reindex(institutions).astype("boolean")


def _added_up(opened: pd.DataFrame, institutions: pd.Index) -> pd.DataFrame:
    """What the open sites of each institution have together; unknown where one of them does not say."""
    # Where a class does not tell its children, the sum of the others is not the site's.
    told = opened.assign(enrolled=opened["enrolled"].where(opened["enrolled_places"] == opened["places"]))
    by_owner = told.groupby("institution_id")
    amounts = ["places", "classes", "enrolled"]
    sums = by_owner[amounts].sum().where(by_owner[amounts].count().eq(by_owner.size(), axis="index"))
    sums = sums.reindex(institutions)
    none = ~institutions.isin(opened["institution_id"])
    sums.loc[none, amounts] = 0
    return sums.astype("Int64").assign(sites=by_owner.size().reindex(institutions, fill_value=0).astype("Int64"))


def _first_day(city: City, on: date, *, states: list[str]) -> pd.Series:
    """By `institution_id`, the first day on which one of its sites was in one of `states` (object: date)."""
    rows = city.table("site_states")
    rows = rows[rows["state"].isin(states) & rows["since"].map(lambda day: day <= on).astype(bool)]
    owner = city.table("sites").set_index("site_id")["institution_id"]
    days: pd.Series = rows["since"].groupby(rows["site_id"].map(owner)).min()
    return days


def _step(table: pd.DataFrame, city: City, on: date, *, step: str, first: pd.Series) -> pd.DataFrame:
    """With whom and when an institution is registered or filed; what happened after the day has not happened yet."""
    told = table[f"{step}_on"]
    later = told.map(lambda day: pd.notna(day) and day > on).astype(bool)
    day = told.where(told.notna(), first.reindex(table.index)).mask(later)
    return pd.DataFrame({f"{step}_with": table[f"{step}_with"].mask(later), f"{step}_on": day.astype("object")})
