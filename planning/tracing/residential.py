"""How the verdict on a residential area (居住区) came about: its people, where it lies, and what it provides."""

from typing import Any

import pandas as pd

from planning.ground import Ground
from planning.model.codes import Era, PlanStatus
from planning.numerals import percent, whole
from planning.policy.outcome import Outcome
from planning.population.basis import Basis
from planning.trace import Input, Step


def home_people_step(ground: Ground, area_id: str) -> Step:
    """The people of a residential area: stated, or derived from its dwellings and labelled so."""
    home = ground.homes.loc[area_id]
    key = f"residential_area_id={area_id}"
    if pd.isna(home["residents"]):
        says = f"{home['name']}人口不明：{home['residents_reason']}。"
        return Step("residents", says, "人口", "", "", "人", "missing")
    total = whole(home["residents"])
    if home["residents_basis"] == Basis.DERIVED:
        filled = f"{whole(home['dwellings'])} × {home['residents_factor']} → {total}"
        return Step(
            key="residents",
            says=f"{home['name']}人口{total}人，由住宅套数推算：{filled}（四舍五入到人；来源：{home['residents_source']}）。",
            formula="人口 = 住宅套数 × 户均人数",
            filled=filled,
            result=str(home["residents"]),
            unit="人",
            basis="derived",
            inputs=(
                Input("住宅套数", whole(home["dwellings"]), "套", "residential_areas", key, home["residents_source"]),
                Input(
                    "户均人数",
                    str(home["residents_factor"]),
                    "人/套",
                    "residential_areas",
                    key,
                    home["residents_source"],
                ),
            ),
        )
    return Step(
        key="residents",
        says=f"{home['name']}人口{total}人（来源：{home['residents_source']}）。",
        formula="人口",
        filled=total,
        result=str(home["residents"]),
        unit="人",
        basis="stated",
        inputs=(Input("人口", total, "人", "residential_areas", key, home["residents_source"]),),
    )


def place_step(ground: Ground, area_id: str) -> Step:
    """How much of the area lies in the central urban area, which decides whether some rules speak of it."""
    home = ground.homes.loc[area_id]
    share = home["central_share"]
    where = (
        "中心城区边界不明"
        if pd.isna(share)
        else f"用地{percent(share)}在中心城区内，按多数面积视为{'内' if home['central'] else '外'}"
    )
    not_yet = f"（{ground.on}尚无人居住）" if home["under_plan"] and home["status"] == str(PlanStatus.DELIVERED) else ""
    stage = f"{PlanStatus(home['status']).zh}{not_yet}"
    says = f"{home['name']}为{Era(home['era']).zh}居住区，{stage}；{where}。"
    return Step(
        "central",
        says,
        "中心城区占比 = 区内用地面积 ÷ 居住区用地面积",
        percent(share),
        "" if pd.isna(share) else percent(share),
    )


def provision_step(ground: Ground, row: "pd.Series[Any]") -> Step:
    """What the area provides: open places once it is delivered, planned places before."""
    phases = ground.city.table("phases")
    own = phases[phases["residential_area_id"] == row["area_id"]]
    under_plan = bool(ground.homes.at[row["area_id"], "under_plan"])
    if pd.isna(row["provided"]):
        why = "分期规划托位未填" if under_plan else "当日没有点位登记册"
        return Step("provided", f"{row['name']}已配托位不明：{why}。", "已配托位", "", "", "个", "missing")
    if not under_plan:
        says = f"{row['name']}内已开办并计入供给的托位{whole(row['provided'])}个。"
        return Step(
            "provided",
            says,
            "已配托位 = 居住区内已开办托位",
            whole(row["provided"]),
            str(row["provided"]),
            "个",
            "open",
        )
    filled = " + ".join(whole(places) for places in own["planned_places"]) + f" = {whole(row['provided'])}"
    return Step(
        key="provided",
        says=f"{row['name']}尚未交付，按规划配建{whole(row['provided'])}个托位（各期：{filled}）。",
        formula="已配托位 = 各期规划托位之和",
        filled=filled,
        result=str(row["provided"]),
        unit="个",
        basis="planned",
        inputs=tuple(
            Input(
                f"第{phase}期规划托位",
                whole(places),
                "个",
                "phases",
                f"residential_area_id={row['area_id']};phase={phase}",
                source,
                day,
            )
            for phase, places, source, day in own[["phase", "planned_places", "source", "delivered_on"]].to_numpy()
        ),
    )


def home_verdict_step(row: "pd.Series[Any]") -> Step:
    """The worst of what the rules say of the area, and what each of them says."""
    told = f"：{row['reason']}" if row["reason"] else ""
    says = f"{row['name']}结论：{Outcome(row['outcome']).zh}{told}。"
    return Step(
        "verdict", says, "取各条款中最严的结论；参照性条款只在没有其他条款时采用", "", Outcome(row["outcome"]).zh
    )
