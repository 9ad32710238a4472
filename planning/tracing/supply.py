"""Which places are counted (现有托位): each site with its figure and date, or the total an authority reported."""

from typing import Any

import pandas as pd

from planning.ground import Ground
from planning.model.codes import InstitutionKind, Level, SiteState
from planning.numerals import whole
from planning.trace import Input, Step

# A sentence names the first sites only; the inputs of the step hold every one.
_NAMED_IN_A_SENTENCE = 5


def supply_step(ground: Ground, level: Level, *, area_id: str, name: str, row: "pd.Series[Any]") -> Step:
    """The places of a unit of any level; `row` is its row of the supply table."""
    if not ground.register_speaks:
        return _reported(ground, area_id, name, row)
    if level not in ground.located or pd.isna(row["supplied"]):
        says = f"{name}没有边界，无法知道其中有哪些点位，现有托位不明。"
        return Step("supplied", says, "现有托位", "", "", "个", "missing")
    pairs = ground.located[level]
    held = ground.counted.loc[ground.counted.index.isin(pairs.loc[pairs["area_id"] == area_id, "site_id"])]
    listed = "、".join(
        f"{site}{whole(places)}" for site, places in held[["name", "places"]].head(_NAMED_IN_A_SENTENCE).to_numpy()
    )
    more = "等" if len(held) > _NAMED_IN_A_SENTENCE else ""
    counted = f"计入{len(held)}处点位：{listed}{more}" if len(held) else "没有可计入的点位"
    unreported = row["unreported_sites"]
    lower = f"；其中{unreported}处未填托位数，合计为下限" if unreported else ""
    others = int((pairs["area_id"] == area_id).sum()) - len(held)
    left_out = f"；另有{others}处点位因状态不计入" if others > 0 else ""
    return Step(
        key="supplied",
        says=f"{name}在{ground.on}有{whole(row['supplied'])}个托位（{counted}{lower}{left_out}）。",
        formula="现有托位 = 当日计入供给的各点位托位数之和",
        filled=" + ".join(whole(places) for places in held["places"]) + f" = {whole(row['supplied'])}"
        if len(held)
        else "0",
        result=str(row["supplied"]),
        unit="个",
        basis="register",
        inputs=tuple(_site_inputs(held)),
        clauses=tuple(dict.fromkeys(route.source for route in ground.profile.supply.routes)),
    )


def _site_inputs(held: pd.DataFrame) -> list[Input]:
    columns = ["name", "kind", "state", "places", "reported_on"]
    return [
        Input(
            name=f"{name}（{InstitutionKind(kind).zh}，{SiteState(state).zh}）",
            value=whole(places),
            unit="个",
            table="place_reports",
            key=f"site_id={site_id}" + (f";reported_on={day}" if pd.notna(day) else ""),
            on=day if pd.notna(day) else None,
        )
        for site_id, name, kind, state, places, day in held[columns].reset_index().to_numpy()
    ]


def _reported(ground: Ground, area_id: str, name: str, row: "pd.Series[Any]") -> Step:
    table = ground.city.table("reported_places")
    own = table[(table["area_id"] == area_id) & (table["on"].map(lambda day: day <= ground.on).astype(bool))]
    today = own[own["on"].map(lambda day: day == ground.on).astype(bool)]
    if pd.isna(row["supplied"]) or today.empty:
        known = "、".join(f"{day}有{whole(places)}个" for day, places in own[["on", "places"]].to_numpy())
        last = f"（已知：{known}）" if known else ""
        return Step(
            "supplied", f"没有{name}在{ground.on}的托位数{last}，现有托位不明。", "现有托位", "", "", "个", "missing"
        )
    source = str(today["source"].iloc[0])
    return Step(
        key="supplied",
        says=f"{name}在{ground.on}有{whole(row['supplied'])}个托位（来源：{source}）。",
        formula="现有托位 = 主管部门统计数",
        filled=whole(row["supplied"]),
        result=str(row["supplied"]),
        unit="个",
        basis="reported",
        inputs=(
            Input(
                "现有托位",
                whole(row["supplied"]),
                "个",
                "reported_places",
                f"area_id={area_id};on={ground.on}",
                source,
                ground.on,
            ),
        ),
    )
