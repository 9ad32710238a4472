"""Gaps of life circles (社区生活圈): the apportioned target, the one-site rule and reach, in one verdict."""

from fractions import Fraction

import pandas as pd

from planning.gaps.classes import required_by_class, shortage_by_class
from planning.gaps.gap import gap_figures, gap_outcome
from planning.gaps.required_places import Target, TargetBasis
from planning.ground import Ground
from planning.life_circles.three_tests import reach_test, verdict_of
from planning.model.codes import CircleMinutes, Level
from planning.policy.exact import least_whole
from planning.policy.outcome import Outcome
from planning.policy.reach import Reach
from planning.policy.rules.min_per_unit import MinPerUnit
from planning.policy.worst import worst_by_area
from planning.population.age_bands import CHILDREN_OF_CLASS
from planning.reach.walks import Walks
from planning.reasons import reasons

_OF_PEOPLE = ["residents", "children_under_3", *CHILDREN_OF_CLASS]


def circle_gaps(
    ground: Ground,
    *,
    target: Target | None,
    findings: pd.DataFrame,
    supply: pd.DataFrame,
    reach: Reach | None,
    walks: Walks | None,
) -> pd.DataFrame:
    """
    The gap table of the life circles of the level that counts.

    Parameters
    ----------
    ground
        The city on the day.
    target
        The dated target that binds; the circle owes each district's part in proportion to the children who live inside
        it, as an exact fraction rounded up. Circles may overlap, so their numbers do not add up to the city's.
    findings
        Every finding of the level; the rules of at least one site decide `has_site`.
    supply
        Open places by circle.
    reach
        The service radius and its citation; without one the reach test is undetermined.
    walks
        The walks as far as the widest radius: along the network where there is one.

    Returns
    -------
    DataFrame
        By circle id, the columns of `planning.frames` for the level, without geometry.
    """
    circles = ground.circles
    homes = ground.homes_by_circle
    table = pd.DataFrame(circles[["name", "minutes"]]).assign(kind="life_circle")
    table = table.join(_most_of(homes, ground)).join(_people(homes, circles.index))
    table["required"] = _required(homes, ground, target=target, circles=circles.index)
    owed = table["required"].notna()
    table["required_basis"] = owed.map({True: str(TargetBasis.APPORTIONED), False: str(TargetBasis.MISSING)})
    table["target_on"] = target.target_on if target else None
    table = table.join(supply).join(required_by_class(table["required"], table[list(CHILDREN_OF_CLASS)]))
    table = table.join(shortage_by_class(table, table)).join(gap_figures(table))
    table["has_site"] = _site_test(findings, ground, circles.index)
    table["enough_places"] = gap_outcome(table, target_on=None, on=ground.on)
    tested = _reach(homes, ground, walked=(reach, walks), circles=circles.index)
    table = table.join(tested.drop(columns="unmeasured_homes"))
    table = table.join(verdict_of(table))
    hangs = (tested["unmeasured_homes"] > 0) & (table["within_reach"] == str(Outcome.UNDETERMINED))
    return table.assign(reason=_reasons(table, ground, reach=reach, unmeasured=_told_unmeasured(walks, hangs)))


def _site_test(findings: pd.DataFrame, ground: Ground, circles: pd.Index) -> pd.Series:
    """The outcome of the rule that asks for a site in every circle; undetermined where the profile has none."""
    rules = [rule.id for rule in ground.profile.rules if isinstance(rule, MinPerUnit)]
    asked = findings[(findings["level"] == str(Level.LIFE_CIRCLE)) & findings["rule_id"].isin(rules)]
    return worst_by_area(asked).reindex(circles).fillna(str(Outcome.UNDETERMINED))


def _people(homes: pd.DataFrame, circles: pd.Index) -> pd.DataFrame:
    """People and children of each circle: the sum over its homes, NA where one of them is unknown or none is known."""
    grouped = homes.groupby("area_id")[_OF_PEOPLE]
    known = grouped.count().eq(grouped.size(), axis=0)
    sums = grouped.sum().where(known).reindex(circles).astype("Int64")
    counted = sums.notna()
    return sums.assign(
        residents_on=None,
        residents_basis=counted["residents"].map({True: "sum_of_homes", False: "missing"}),
        children_basis=counted["children_under_3"].map({True: "sum_of_homes", False: "missing"}),
    )


def _required(homes: pd.DataFrame, ground: Ground, *, target: Target | None, circles: pd.Index) -> pd.Series:
    """Each district's target times the share of its children who live in the circle, summed exactly, rounded up."""
    apportion = ground.profile.apportion
    if target is None or apportion is None or Level.LIFE_CIRCLE not in apportion.levels:
        return pd.Series(pd.NA, index=circles, dtype="Int64")
    by_district = homes.groupby(["area_id", "district"], dropna=False)["children_under_3"]
    inside = by_district.agg(["sum", "count", "size"]).reset_index()
    owed = pd.DataFrame(
        {
            "target": target.required.reindex(inside["district"]).array,
            "children": ground.people["children_under_3"].reindex(inside["district"]).array,
        }
    )
    known = (inside["count"] == inside["size"]) & owed["target"].notna() & (owed["children"] > 0).fillna(value=False)
    parts = [
        Fraction(int(number) * int(children), int(whole)) if told else pd.NA
        for number, children, whole, told in zip(owed["target"], inside["sum"], owed["children"], known, strict=True)
    ]
    exact = pd.Series(parts, index=inside["area_id"], dtype="object")
    complete = exact.notna().groupby(level=0).all()
    sums = {circle: sum(exact[[circle]]) for circle in complete.index[complete]}
    return pd.Series({circle: least_whole(1, total) for circle, total in sums.items()}, dtype="Int64").reindex(circles)


def _most_of(homes: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The district and street in which most of a circle's children live, as its address; a circle may cross borders."""
    children = homes.assign(children=homes["children_under_3"].fillna(0))
    found: dict[str, pd.Series] = {}
    for level in ("district", "street"):
        sums = children.groupby(["area_id", level])["children"].sum().reset_index()
        first = sums.sort_values(["area_id", "children", level], ascending=[True, False, True]).drop_duplicates(
            "area_id"
        )
        ids = first.set_index("area_id")[level].reindex(ground.circles.index)
        found |= {f"{level}_id": ids, level: ids.map(ground.areas["name"])}
    return pd.DataFrame(found)


def _reach(
    homes: pd.DataFrame, ground: Ground, *, walked: tuple[Reach | None, Walks | None], circles: pd.Index
) -> pd.DataFrame:
    reach, walks = walked
    if reach is None or walks is None or circles.empty:
        unknown = pd.Series(pd.NA, index=circles, dtype="Int64")
        return pd.DataFrame(
            {"children_in_reach": unknown, "within_reach": str(Outcome.UNDETERMINED), "unmeasured_homes": 0},
            index=circles,
        )
    parts = []
    for minutes, of_level in ground.circles.groupby("minutes"):
        near = walks.near(reach.radius_m[CircleMinutes(minutes)])
        inside = homes[homes["area_id"].isin(of_level.index)]
        inside = inside.assign(near=inside["home"].map(near))
        tested = reach_test(inside, of_level.index, min_share=Fraction(reach.min_share))
        unmeasured = inside["near"].isna().groupby(inside["area_id"]).sum().reindex(of_level.index, fill_value=0)
        parts.append(tested.assign(unmeasured_homes=unmeasured))
    return pd.concat(parts).reindex(circles)


def _told_unmeasured(walks: Walks | None, hangs: pd.Series) -> tuple[str, pd.Series]:
    """What the reach of some circles hangs on, and whether that of each does."""
    sites = int((~walks.measured_sites).sum()) if walks else 0
    apart = f"（{sites}处计入供给的点位未接入路网）" if sites else ""
    return f"有居住区到点位的步行距离量不出{apart}，可达性无法判定", hangs


def _reasons(
    table: pd.DataFrame, ground: Ground, *, reach: Reach | None, unmeasured: tuple[str, pd.Series]
) -> pd.Series:
    """Why a test cannot be decided, where that wants saying."""
    remarks = {
        "生活圈内没有居住区，或有居住区儿童数不明": table["children_under_3"].isna(),
        "没有可分解的目标": table["required"].isna() & table["children_under_3"].notna(),
        "没有给出服务半径": pd.Series(reach is None, index=table.index),
        unmeasured[0]: unmeasured[1],
        f"没有{ground.on}的点位登记册": pd.Series(not ground.register_speaks, index=table.index),
        "有点位未填托位数，现有托位为下限": table["unreported_sites"] > 0,
    }
    return reasons(remarks, table.index)
