"""How institutions are registered and filed (登记备案): with whom and when, and which department manages them."""

import numpy as np
import pandas as pd

from sample_data.generator.institutions import Institutions
from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import SiteStates
from sample_data.generator.sites import Sites

_REGISTRAR = {
    "public_institution": "staffing_office",
    "social_service": "civil_affairs",
    "for_profit": "market_regulation",
}
_ELSEWHERE, _UNTOLD = 0.05, 0.03
_IN_ONE_HALL = 0.12  # of private ones: a hall of administrative approval registers them


def with_registrations(known: Institutions, all_sites: Sites, *, states: SiteStates) -> pd.DataFrame:
    """The table of institutions with their registrar, filing office, days of both, and department."""
    rng = stream_of("registrations")
    table = known.table
    count = len(table)
    school = (table["kind"] == "kindergarten_class").to_numpy()
    registrar = table["legal_form"].map(_REGISTRAR).to_numpy(dtype=object)
    in_hall = (registrar != "staffing_office") & (rng.random(count) < _IN_ONE_HALL)
    registrar = np.where(in_hall, "administrative_approval", registrar)
    wrong = rng.choice(np.array(list(_REGISTRAR.values()), dtype=object), size=count)
    registrar = np.where(rng.random(count) < _ELSEWHERE, wrong, registrar)
    registrar = np.where(school, "education", registrar)
    # A class in a kindergarten is under the education department and is not registered by itself.
    registered = _first_day(table, all_sites, states, of=("registered", "under_education"))
    filed = _first_day(table, all_sites, states, of=("filed", "changed"))
    department = np.where(school, "education", "health").astype(object)
    managed = pd.Series(department).where(rng.random(count) >= _UNTOLD, None)
    return table.assign(
        registered_with=pd.Series(registrar).where(registered.notna() & (rng.random(count) >= _UNTOLD), None),
        registered_on=registered.where(rng.random(count) >= _UNTOLD, None),
        filed_with=pd.Series("health_office", index=table.index, dtype=object).where(
            filed.notna() & (rng.random(count) >= _UNTOLD), None
        ),
        filed_on=filed,
        managed_by=managed,
    )


def _first_day(table: pd.DataFrame, all_sites: Sites, states: SiteStates, *, of: tuple[str, ...]) -> pd.Series:
    """The first day on which a site of each institution was in one of the states (text, None where none was)."""
    owner = all_sites.table.set_index("site_id")["institution_id"]
    rows = states.table[states.table["state"].isin(of)]
    first = rows["since"].groupby(rows["site_id"].map(owner)).min()
    return table["institution_id"].map(first).astype(object).where(lambda days: days.notna(), None)
