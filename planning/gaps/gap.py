"""The difference (缺口): what is required less what is supplied, and the ratios planners speak in."""

from datetime import date

import numpy as np
import pandas as pd

from planning.policy.outcome import Outcome


def gap_figures(table: pd.DataFrame) -> pd.DataFrame:
    """
    The figures that follow from required, supplied and people.

    Parameters
    ----------
    table
        `required`, `supplied`, `inclusive_places`, `enrolled`, `enrolled_places`, `residents`, `children_under_3`,
        all Int64.

    Returns
    -------
    DataFrame
        On the same index: `shortage` and `surplus` (Int64, both 0 or more), `inclusive_share`, `use_rate` (0 to 1),
        `places_per_1000`, `places_per_100_children` (Float64, for display; whether a share is met is decided by rules
        on the whole numbers). NA wherever a part is unknown or a denominator is 0. The use rate is children over the
        places whose enrolment is reported.
    """
    missing = table["required"] - table["supplied"]
    return pd.DataFrame(
        {
            "shortage": missing.clip(lower=0),
            "surplus": (-missing).clip(lower=0),
            "inclusive_share": ratio(table["inclusive_places"], table["supplied"]),
            "places_per_1000": 1000 * ratio(table["supplied"], table["residents"]),
            "places_per_100_children": 100 * ratio(table["supplied"], table["children_under_3"]),
            "use_rate": ratio(table["enrolled"], table["enrolled_places"]),
        },
        index=table.index,
    )


def ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    """`part` over `whole` (Float64); NA where either is unknown or the whole is 0, never infinite."""
    return part.astype("Float64") / whole.astype("Float64").mask(whole == 0)


def gap_outcome(table: pd.DataFrame, *, target_on: date | None, on: date) -> pd.Series:
    """
    Say of each unit whether its supply meets what is required of it, in the words of a rule's outcome.

    `table` has `required`, `supplied` and `unreported_sites` (Int64). Sites whose places nobody reported make the
    supply a lower bound: it can show that a unit has enough, never that it lacks. Once the day is after `target_on`
    the words say that the deadline has passed; nothing is "due" then.
    """
    enough = (table["supplied"] >= table["required"]).fillna(value=False).astype(bool)
    unknown = (table["supplied"].isna() | table["required"].isna() | (table["unreported_sites"] > 0)).astype(bool)
    passed = target_on is not None and on > target_on
    words = (
        (Outcome.DEADLINE_PASSED_MET, Outcome.DEADLINE_PASSED_UNKNOWN, Outcome.DEADLINE_PASSED_NOT_MET)
        if passed
        else (Outcome.MET, Outcome.UNDETERMINED, Outcome.NOT_MET)
    )
    told = np.select(
        [enough, unknown],
        [str(words[0]), str(words[1])],
        default=str(words[2]),
    )
    return pd.Series(told, index=table.index, dtype="str")
