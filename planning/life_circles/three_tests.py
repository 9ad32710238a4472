"""The three tests of a life circle (生活圈三项检验): enough places, one site, within reach, and which of them binds."""

from fractions import Fraction

import numpy as np
import pandas as pd

from planning.policy.outcome import Outcome

FAILED = (str(Outcome.NOT_MET), str(Outcome.DEADLINE_PASSED_NOT_MET))
PASSED = (str(Outcome.MET), str(Outcome.DEADLINE_PASSED_MET), str(Outcome.NOT_APPLICABLE))
TESTS = ("has_site", "enough_places", "within_reach")
BINDS = {"has_site": "site", "enough_places": "places", "within_reach": "reach"}


def reach_test(homes: pd.DataFrame, circles: pd.Index, *, min_share: Fraction) -> pd.DataFrame:
    """
    Compare the children of each circle who live within reach of a site with the share that must.

    Parameters
    ----------
    homes
        One row for each home in each circle: `area_id` (the circle), `children_under_3` (Int64), `near` (boolean, NA
        where nobody knows, as `planning.reach.walks.Walks.near` tells it).
    circles
        The circle ids that want an answer.
    min_share
        The share of a circle's children that must be near, 0 to 1, compared exactly.

    Returns
    -------
    DataFrame
        By circle: `children_in_reach` (Int64, NA where unknown) and `within_reach` (outcome). A circle in whose homes
        nobody under 3 lives is not applicable; one without a home on file, or with a home whose children are unknown,
        is undetermined; so is one whose verdict hangs on homes of which nobody knows whether a site is near.
    """
    near = homes["near"].astype("boolean")
    sure, hoped = (homes["children_under_3"].where(near.fillna(value=doubt).astype(bool), 0) for doubt in (False, True))
    sums = pd.DataFrame(
        {
            "children_in_reach": sure.groupby(homes["area_id"]).sum(),
            "at_most": hoped.groupby(homes["area_id"]).sum(),
            "children": homes["children_under_3"].groupby(homes["area_id"]).sum(),
            "unknown": homes["children_under_3"].isna().groupby(homes["area_id"]).sum(),
        }
    )
    on_file = circles.isin(homes["area_id"])
    sums = sums.reindex(circles).fillna(0).astype("Int64")
    unknown = (sums["unknown"] > 0).to_numpy(dtype=bool) | ~on_file
    enough, could = (
        sums[count] * min_share.denominator >= sums["children"] * min_share.numerator
        for count in ("children_in_reach", "at_most")
    )
    verdict = np.select(
        [unknown, sums["children"] == 0, enough, could],
        [str(Outcome.UNDETERMINED), str(Outcome.NOT_APPLICABLE), str(Outcome.MET), str(Outcome.UNDETERMINED)],
        default=str(Outcome.NOT_MET),
    )
    return pd.DataFrame(
        {"children_in_reach": sums["children_in_reach"].mask(unknown), "within_reach": verdict}, index=circles
    )


def verdict_of(tests: pd.DataFrame) -> pd.DataFrame:
    """
    Bring the three tests of each circle to one verdict.

    `tests` has the outcome columns `has_site`, `enough_places` and `within_reach`. The answer has, on the same index,
    `binds` (site, places, reach, none, unknown) and `outcome`. A circle that fails several tests is bound by the first
    of site, places, reach: without a site there is neither a place nor anything to reach.
    """
    failed = {test: tests[test].isin(FAILED) for test in TESTS}
    known = np.logical_and.reduce([tests[test].isin(PASSED) for test in TESTS])
    any_failed = np.logical_or.reduce(list(failed.values()))
    binds = np.select(
        [failed[test] for test in TESTS] + [known], [BINDS[test] for test in TESTS] + ["none"], default="unknown"
    )
    outcome = np.select(
        [any_failed, known], [str(Outcome.NOT_MET), str(Outcome.MET)], default=str(Outcome.UNDETERMINED)
    )
    return pd.DataFrame({"binds": binds, "outcome": outcome}, index=tests.index)
