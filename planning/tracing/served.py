"""How the split of an area's children (服务五分) came about: ages, who seeks, what is in reach, and the six parts."""

import pandas as pd

from planning.model.codes import Level
from planning.numerals import percent, whole
from planning.policy.reach import Reach
from planning.reach.withheld import UNTOLD
from planning.served.by_age import points_of, split_by_age
from planning.served.served import FATE_COLUMNS, Served
from planning.served.split import Fate
from planning.trace import Input, Step

_FORMULA = "3岁以下婴幼儿 = " + " + ".join(fate.zh for fate in Fate)


def served_step(served: Served, level: Level, *, area_id: str, name: str, reach: Reach | None) -> Step:
    """The one step that the trace of a gap tells: the six parts and their sum."""
    row = served.of_level(level).loc[area_id]
    if pd.isna(row[FATE_COLUMNS[0]]):
        says = f"{name}的儿童有多少能入托无法判定：{row['reason']}。"
        return Step("served", says, _FORMULA, "", "", "人", "missing")
    parts = [(fate, row[f"children_{fate}"]) for fate in Fate]
    total = sum(number for _, number in parts)
    filled = " + ".join(whole(number) for _, number in parts) + f" = {whole(total)}"
    seeking = total - row[f"children_{Fate.NOT_SEEKING}"]
    told = "、".join(f"{fate.zh}{whole(number)}人" for fate, number in parts if fate is not Fate.NOT_SEEKING)
    walk = f"步行{whole(served.limit_m)}米内，{served.walks.measured_by.zh}" if served.walks else ""
    ages, doubt = (told(served, level, area_id=area_id) for told in (_without_class, _doubt))
    return Step(
        key="served",
        says=f"{name}3岁以下婴幼儿{whole(total)}人中，寻求托位{whole(seeking)}人：{told}（{walk}）。{ages}{doubt}",
        formula=_FORMULA,
        filled=filled,
        result=str(int(total)),
        unit="人",
        basis=str(served.walks.measured_by) if served.walks else "",
        inputs=_inputs(served, reach),
        clauses=tuple(item.source for item in (served.uptake, reach) if item is not None),
    )


def served_steps(served: Served, level: Level, *, area_id: str, name: str, reach: Reach | None) -> tuple[Step, ...]:
    """Every step behind the split of a city, district or street, down to which sites its children go to."""
    last = served_step(served, level, area_id=area_id, name=name, reach=reach)
    if served.unanswered or last.basis == "missing":
        return (last,)
    return (
        _ages_step(served, level, area_id=area_id, name=name),
        _reach_step(served, level, area_id=area_id, name=name),
        last,
        _sites_step(served, level, area_id=area_id, name=name),
    )


def _inputs(served: Served, reach: Reach | None) -> tuple[Input, ...]:
    uptake = served.uptake
    seeking = (Input("入托意愿", percent(uptake.share), source=uptake.source.cite()),) if uptake else ()
    radius = (Input("步行距离上限", whole(served.limit_m), "米", source=reach.source.cite()),) if reach else ()
    return (*seeking, *radius)


def _without_class(served: Served, level: Level, *, area_id: str) -> str:
    """Of which ages those are whom no class near takes; "" where there are none."""
    counts = split_by_age(served, level, area_id=area_id)[str(Fate.NO_CLASS)]
    counts = counts[counts > 0]
    return f"{Fate.NO_CLASS.zh}的为{_by_age(counts)}。" if len(counts) else ""


def _doubt(served: Served, level: Level, *, area_id: str) -> str:
    """Which of the children without a place might fare otherwise, and on what that hangs; "" where on nothing."""
    inside = points_of(served, level, area_id=area_id).to_numpy()
    of_area = served.doubts[inside[served.found.units["point_row"].to_numpy(dtype=int)]]
    untold, unmeasured = int(of_area["untold"].sum()), int(of_area["unmeasured"].sum())
    silent = served.withheld.isin([str(why) for why in UNTOLD]).to_numpy()
    costs = served.walks.costs.of_sites(silent) if served.walks else None
    near = len(set(costs.site_row[inside[costs.demand_row]])) if costs else 0
    sites = f"可达范围内有{whole(near)}处点位没有说明是否对外开放或没有填报托位数" if near else ""
    lot = f"至多{whole(untold)}名没有托位的儿童去向待定" if untold else "没有儿童的去向取决于它们" if near else ""
    lost = f"步行距离量不出而可能够得着的至多{whole(unmeasured)}名去向待定" if unmeasured else ""
    said = [part for part in ("，".join(part for part in (sites, lot) if part), lost) if part]
    return f"{'；'.join(said)}。" if said else ""


def _ages_step(served: Served, level: Level, *, area_id: str, name: str) -> Step:
    """Children of each age, and how many of them seek a place."""
    inside = points_of(served, level, area_id=area_id)
    children, seeking = served.children[inside].sum(), served.seeking[inside].sum()
    asked, wanted = int(children[list(served.ages.names)].sum()), int(seeking.sum())
    share = percent(served.uptake.share) if served.uptake else ""
    says = f"{name}3岁以下婴幼儿：{_by_age(children)}；适龄（有班型可入）{whole(asked)}人"
    return Step(
        key="seeking",
        says=f"{says}，寻求托位{whole(wanted)}人：{_by_age(seeking)}。",
        formula="寻求托位 = 适龄儿童 × 入托意愿（全市四舍五入，按最大余额法分到街道和月龄段，再均匀分到居住点）",
        filled=f"{whole(asked)} × {share} → {whole(wanted)}",
        result=str(wanted),
        unit="人",
        inputs=tuple(
            Input(f"{_months(band)}儿童", whole(children[band]), "人", "births", f"area_id={area_id}")
            for band in served.ages.names
        ),
        clauses=(served.uptake.source,) if served.uptake else (),
    )


def _by_age(counts: pd.Series) -> str:
    bands = zip(counts.index.astype(str), counts.to_numpy(), strict=True)
    return "、".join(f"{_months(band)}{whole(number)}人" for band, number in bands)


def _months(band: str) -> str:
    return f"{band.replace('-', '—')}月龄"


def _reach_step(served: Served, level: Level, *, area_id: str, name: str) -> Step:
    """How many children have a site near, and how many nobody knows of; `near` is NA at their homes."""
    inside = points_of(served, level, area_id=area_id)
    walks = served.walks
    near = walks.near(served.limit_m)[inside] if walks else inside.astype("boolean")
    children = served.by_point["children"][inside]
    lots = {lot: (near == lot).fillna(value=False).astype(bool) for lot in (True, False)} | {None: near.isna()}
    homes, who = ({lot: int(counts[held].sum()) for lot, held in lots.items()} for counts in (inside[inside], children))
    walk = f"步行{whole(served.limit_m)}米内"
    told = f"{whole(homes[True])}处（{whole(who[True])}名儿童）在{walk}有计入供给的点位"
    told += f"，{whole(homes[False])}处（{whole(who[False])}名）没有"
    told += f"，{whole(homes[None])}处（{whole(who[None])}名）因步行距离量不出而不知有无" if homes[None] else ""
    total = sum(who.values())
    return Step(
        key="walks",
        says=f"{name}有{whole(len(near))}处居住点：{told}。{walks.note if walks else ''}。",
        formula=f"{walk}有点位的儿童 = 3岁以下婴幼儿 − 没有点位的 − 步行距离量不出的",
        filled=f"{whole(total)} − {whole(who[False])} − {whole(who[None])} = {whole(who[True])}",
        result=str(who[True]),
        unit="人",
        basis=str(walks.measured_by) if walks else "",
    )


_SHOWN_SITES = 5  # as many as a sentence bears; the inputs name all


def _sites_step(served: Served, level: Level, *, area_id: str, name: str) -> Step:
    """To which sites the served children go, most first."""
    taken = _taken(served, level, area_id=area_id)
    total = int(taken["children"].sum())
    by_site = taken.groupby(["site_id", "site"])["children"].sum().reset_index()
    sites = by_site.sort_values(["children", "site_id"], ascending=[False, True])
    listed = [(str(site), str(called), int(number)) for site, called, number in sites.to_numpy()]
    filled = " + ".join(whole(number) for _, _, number in listed) + f" = {whole(total)}"
    return Step(
        key="sites",
        says=f"{name}有位可入的儿童共{whole(total)}名" + (f"：{_gone(taken, listed, area_id)}。" if total else "。"),
        formula=f"{Fate.SERVED.zh} = 各点位分到的儿童之和",
        filled=filled if listed else "",
        result=str(total),
        unit="人",
        inputs=tuple(Input(called, whole(number), "人", "sites", f"site_id={site}") for site, called, number in listed),
    )


def _gone(taken: pd.DataFrame, listed: list[tuple[str, str, int]], area_id: str) -> str:
    """Where the children go, how far on average, and how many of them leave the area."""
    shown = "、".join(f"{called}{whole(number)}人" for _, called, number in listed[:_SHOWN_SITES])
    more = f"等{len(listed)}处" if len(listed) > _SHOWN_SITES else ""
    walked = round((taken["children"] * taken["walk_m"]).sum() / taken["children"].sum())
    outside = int(taken.loc[taken["unit"] != area_id, "children"].sum())
    crossing = f"，其中{whole(outside)}人到本区域以外的点位" if outside else ""
    return f"{shown}{more}，平均步行{whole(walked)}米{crossing}"


def _taken(served: Served, level: Level, *, area_id: str) -> pd.DataFrame:
    """The children of an area who have a place: `site_id`, `site`, the unit it stands in, `children`, `walk_m`."""
    taken = served.found.taken
    point_row = served.found.units["point_row"].to_numpy()[taken["unit"].to_numpy(dtype=int)]
    inside = points_of(served, level, area_id=area_id).to_numpy()[point_row]
    own = taken[inside]
    site_id = served.offered["site_id"].to_numpy()[own["offer"].to_numpy(dtype=int)]
    sites = served.ground.counted.loc[site_id]
    place = sites[str(level)] if str(level) in sites else pd.Series(area_id, index=sites.index)
    return pd.DataFrame(
        {
            "site_id": site_id,
            "site": sites["name"].to_numpy(),
            "unit": place.astype(object).to_numpy(),
            "children": own["children"].to_numpy(),
            "walk_m": own["walk_m"].to_numpy(),
        }
    )
