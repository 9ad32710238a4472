"""How each target stood then and stands now (目标变化): two target tables side by side."""

import pandas as pd

from planning.targets.printed import printed_targets
from planning.targets.progress import Progress

_KEYS = ["rule_id", "area_id", "deadline"]


def changes(before: Progress, after: Progress) -> pd.DataFrame:
    """
    Put every target of the report day beside what was known of it at the earlier snapshot.

    Returns
    -------
    DataFrame
        What `planning.targets.printed.printed_targets` gives of `after`, in its order, and `actual_then`, `as_of_then`,
        `state_then` (NA where the target was not there then) and `change` (exact number; NA unless the two figures are
        of different days: one figure seen twice is no change, and tells of none).
    """
    now = printed_targets(after)
    then = before.targets[[*_KEYS, "actual", "as_of", "state"]].rename(
        columns={"actual": "actual_then", "as_of": "as_of_then", "state": "state_then"}
    )
    both = now.merge(then, on=_KEYS, how="left", validate="one_to_one")
    moved = [
        present - past if pd.notna(present) and pd.notna(past) and day > day_then else pd.NA
        for present, past, day, day_then in zip(
            both["actual"], both["actual_then"], both["as_of"], both["as_of_then"], strict=True
        )
    ]
    return both.assign(change=pd.Series(moved, index=both.index, dtype="object"))
