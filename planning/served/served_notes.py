"""What an answer about served children rests on (口径与假设): every assumption in Chinese, with its source."""

import pandas as pd

from planning.numerals import percent, whole
from planning.policy.reach import Reach
from planning.reach.distance_told import served_told
from planning.reach.dwelling_points import Dwelling
from planning.reach.withheld import UNTOLD, told_withheld
from planning.served.offers import Fitting
from planning.served.served import Served


def served_notes(served: Served, reach: Reach | None) -> tuple[str, ...]:
    """The assumptions behind a split; the one reason alone where there is none."""
    if served.unanswered or served.walks is None or served.uptake is None:
        return (f"无法判定：{served.unanswered}",)
    return (
        _of_seeking(served),
        _of_reach(served, reach),
        *_of_joining(served),
        _of_places(served),
        *_of_silence(served),
        "分配为理论最优：先让最多的儿童有位，再使步行总距离最短，仍相同的按编号；不代表现在的在托情况",
    )


def _of_seeking(served: Served) -> str:
    uptake, ages = served.uptake, served.ages
    if uptake is None:
        return ""
    note = f"；{uptake.note.rstrip('。')}" if uptake.note else ""
    outside = "、".join(f"{band.replace('-', '—')}月龄" for band in ages.all_bands if band not in ages.names)
    rest = f"；{outside}没有班型可入，计入暂不寻求托位" if outside else ""
    return f"入托意愿：{percent(uptake.share)}的适龄儿童寻求托位（{uptake.source.cite()}{note}）{rest}"


def _of_reach(served: Served, reach: Reach | None) -> str:
    said = served_told(served.limit_m, walking=served.ground.profile.walking, reach=reach)
    return f"{said}；{served.walks.note if served.walks else ''}"


def _of_joining(served: Served) -> tuple[str, ...]:
    walks = served.walks
    if walks is None:
        return ()
    children = served.by_point["children"]
    rest = walks.points["dwelling"] != str(Dwelling.RESIDENTIAL_AREA)
    elsewhere = f"居住区以外的{whole(children[rest].sum())}名儿童按所在社区（或街道）内一点计算，不是各家的实际位置"
    said = [elsewhere] if rest.any() else []
    lost = ~walks.measured
    if lost.any():
        who = f"{whole(int(lost.sum()))}处居住点（{whole(children[lost].sum())}名儿童）"
        said.append(f"{who}未接入路网或没有边界，量不出距离，计为不可达")
    if walks.network is not None:
        doubt = walks.joined_points["gate_unknown_m"].dropna()
        if len(doubt):
            middle = int(pd.Series(doubt.astype(int)).median())
            said.append(
                f"{whole(len(doubt))}个居住区出入口不明，从最近的道路起算，误差可达±{whole(middle)}米（中位数）"
            )
    return tuple(said)


def _of_places(served: Served) -> str:
    only = served.fitting is Fitting.INCLUSIVE
    offered = served.offered
    fitting = offered[offered["inclusive"].fillna(value=False)] if only else offered
    told = told_withheld(served.withheld)
    fits = "只计普惠托位" if only else "普惠和非普惠托位都计"
    counted = f"可选托位：对外开放的计入供给点位，{fits}，共{whole(int(fitting['places'].sum()))}个"
    return f"{counted}；不计：{told}" if told else counted


def _of_silence(served: Served) -> tuple[str, ...]:
    """What hangs on the sites of which a statement lacks, and on walks that are not known."""
    silent = int(served.withheld.isin([str(why) for why in UNTOLD]).sum())
    untold, unmeasured = (int(served.doubts[name].sum()) for name in ("untold", "unmeasured"))
    lot = f"至多{whole(untold)}名没有托位的儿童去向待定" if untold else "没有儿童的去向取决于它们"
    sites = f"{whole(silent)}处点位没有说明是否对外开放或没有填报托位数，不当作有位，也不当作无位：{lot}"
    walks = f"居住点或点位量不出步行距离而可能够得着：至多{whole(unmeasured)}名没有托位的儿童去向待定"
    return (*((sites,) if silent else ()), *((walks,) if unmeasured else ()))
