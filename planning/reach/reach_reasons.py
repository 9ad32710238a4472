"""Why a number about reach is missing or only a bound (可达性的缺数原因), area by area, in Chinese."""

import pandas as pd

from planning.model.codes import Level
from planning.numerals import whole
from planning.reach.point_reach import ReachQuestion
from planning.reasons import reasons


def reach_reasons(table: pd.DataFrame, *, lost: pd.Series, level: Level, asked: ReachQuestion) -> pd.Series:
    """
    Why a number of an area is missing, or what it is a bound of.

    `table` has the columns of `Reached.areas` but for the reason, and the flags `unshared` (nobody there shares places)
    and `untold` (of nobody there it is known whether the site is near); `lost` says which areas have people without a
    place. By area, in Chinese; "" where nothing is to be said.
    """
    known, unmeasured = table["children"].notna(), table["unmeasured"] > 0
    some = (table["children"] > 0).fillna(value=False)
    untold = table["untold"] & some
    streets = "" if level is Level.STREET else "有街道（镇）"
    remarks = {
        "3岁以下儿童数不明": ~known,
        f"{streets}没有可以落到位置上的人口": lost,
        "儿童的步行距离都量不出，可达儿童无法判定": untold & unmeasured,
        f"儿童的步行距离都量不出，不计算可达儿童；{_beyond(asked)}": untold & ~unmeasured,
        _LOWER_BOUND: unmeasured & some & ~untold,
        "半数儿童的步行距离无法判定": table["nearest_m"].isna() & some & ~untold,
        "不计算可及托位": table["unshared"] & some & ~lost,
        "共用点位的儿童数不明，可及托位无法判定": table["places_per_child"].isna() & ~table["unshared"] & some,
        "有点位未填托位数、未说明是否对外开放或未接入路网，可及托位为下限": table["at_least"],
    }
    numbers = table["unmeasured"].map(whole)
    told = reasons(remarks, table.index)
    said = [words.replace(_NUMBER, number) for words, number in zip(told, numbers, strict=True)]
    return pd.Series(said, index=table.index, dtype="str")


_NUMBER = "{number}"
_LOWER_BOUND = f"另有{_NUMBER}名儿童的步行距离量不出，可达儿童及其占比为下限"


def _beyond(asked: ReachQuestion) -> str:
    """What is sure of those who are not measured and yet surely not near."""
    which = "最近的点位" if asked.rank == 1 else f"第{asked.rank}近的点位"
    return f"到{which}的直线距离已超过{whole(round(asked.within_m))}米，步行不会更近"
