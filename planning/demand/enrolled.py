"""How many children are enrolled today (在托人数), area by area, and how many sites did not report all of them."""

import pandas as pd

from planning.judged import Judged
from planning.model.codes import DOWN_TO_STREET, Level


def enrolled_today(study: Judged) -> pd.DataFrame:
    """
    Count the children enrolled on the day of a study.

    By area id, Int64: `enrolled`, those reported, NA where sites stand and none reported any; and `silent`, the sites
    that count but did not report their places or the enrolment of all of them. Where `silent` is not 0, `enrolled` is a
    lower bound.
    """
    counted = study.ground.counted
    told = counted["places"].notna() & ~(counted["enrolled_places"] < counted["places"]).fillna(value=False)
    silent = counted.index[~told.astype(bool)]
    tables = []
    for level in DOWN_TO_STREET:
        enrolled = study.supply[level]["enrolled"].astype("Int64")
        pairs = study.ground.located.get(level, study.ground.located[Level.CITY].head(0))
        number = pairs.loc[pairs["site_id"].isin(silent), "area_id"].value_counts()
        tables.append(pd.DataFrame({"enrolled": enrolled, "silent": number.reindex(enrolled.index, fill_value=0)}))
    return pd.concat(tables).astype("Int64")
