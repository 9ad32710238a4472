"""Why neighbours can have no place at a site that counts (不计的点位): it says so, says too little, or lies apart."""

import numpy as np
import pandas as pd

from planning.model.codes import Code
from planning.numerals import whole
from planning.reach.walks import Walks


class Withheld(Code):
    """Why a site that counts offers nothing; of several reasons the first holds."""

    NOT_OPEN = "not_open", "不对外开放"
    NOT_JOINED = "not_joined", "未接入路网或没有位置"
    OPEN_UNTOLD = "open_untold", "没有说明是否对外开放"
    PLACES_UNTOLD = "places_untold", "没有填报托位数"


UNTOLD = (Withheld.OPEN_UNTOLD, Withheld.PLACES_UNTOLD)


def withheld(walks: Walks) -> pd.Series:
    """
    Tell of each site that counts why it offers nothing: by its own word (`withheld_by_word`), or lying apart.

    By site, in the order of `walks.sites`, a `Withheld` (str); "" for a site that offers its places. What nobody says
    is never taken for open.
    """
    told = withheld_by_word(walks.sites)
    apart = ~walks.measured_sites.astype(bool) & (told != str(Withheld.NOT_OPEN))
    return told.mask(apart, str(Withheld.NOT_JOINED))


def withheld_by_word(sites: pd.DataFrame) -> pd.Series:
    """Why each site offers nothing by what is said of it, wherever it lies: a `Withheld` (str), "" where it does."""
    opened = sites["open_to_neighbours"].astype("boolean")
    closed = ~opened.fillna(value=True)
    holds = {
        Withheld.NOT_OPEN: closed,
        Withheld.OPEN_UNTOLD: opened.isna(),
        Withheld.PLACES_UNTOLD: sites["places"].isna(),
    }
    told = np.select([one.to_numpy(dtype=bool) for one in holds.values()], [str(why) for why in holds], default="")
    return pd.Series(told, index=sites.index, dtype="str")


def told_withheld(why: pd.Series) -> str:
    """How many sites offer nothing, and why, in Chinese; "" where all offer their places."""
    numbers = [(one, int((why == str(one)).sum())) for one in Withheld]
    return "，".join(f"{one.zh}的{whole(number)}处" for one, number in numbers if number)
