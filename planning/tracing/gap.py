"""The difference and the ratios (缺口与指标) of a unit, with the numbers filled in."""

from datetime import date
from typing import Any

import pandas as pd

from planning.numerals import decimals, percent, whole
from planning.policy.outcome import Outcome
from planning.policy.profile import Profile
from planning.population.age_bands import SINGLE_AGE
from planning.trace import Step


def gap_step(
    row: "pd.Series[Any]", on: date, *, have: str = "supplied", verdict: str = "outcome", force: str = ""
) -> Step:
    """
    Required less what there is, and the verdict on it.

    `have` names what there is (supplied, or provided for a residential area), `verdict` the outcome of this very
    comparison, `force` the word of a target that is no duty, such as 力争.
    """
    formula = "缺口 = 应有托位 − 现有托位（为负即富余）"
    if pd.isna(row["required"]) or pd.isna(row[have]):
        says = f"{row['name']}的缺口无法判定：{row['reason'] or '应有托位或现有托位不明'}。"
        return Step("gap", says, formula, "", "", "个", "missing")
    difference = int(row["required"]) - int(row[have])
    # Sites that reported no places make the supply a lower bound, and so the shortage an upper one.
    bound = ("至多", "至少") if have == "supplied" and row["unreported_sites"] > 0 else ("", "")
    found = f"{bound[0]}缺{whole(difference)}个" if difference > 0 else f"{bound[1]}富余{whole(-difference)}个"
    filled = f"{whole(row['required'])} − {whole(row[have])} = {whole(difference)}"
    ahead = pd.notna(row["target_on"]) and on <= row["target_on"] and row[verdict] == str(Outcome.NOT_MET)
    told = f"{'尚' if ahead else ''}{Outcome(row[verdict]).zh}{_until(row, on)}" + (f"（{force}目标）" if force else "")
    says = f"{row['name']}{found if difference else '不缺不余'}托位：{filled}；结论：{told}。"
    return Step("gap", says, formula, filled, str(difference), "个")


def _until(row: "pd.Series[Any]", on: date) -> str:
    day = row["target_on"]
    if pd.isna(day):
        return ""
    return f"（目标日期{day}，{'已过' if on > day else '未到期'}）"


def ratio_steps(row: "pd.Series[Any]") -> tuple[Step, ...]:
    """Places per 1,000 residents and per 100 children, inclusive share and use rate, where they can be computed."""
    places, people, children = whole(row["supplied"]), whole(row["residents"]), whole(row["children_under_3"])
    of_1000, of_100 = decimals(row["places_per_1000"]), decimals(row["places_per_100_children"])
    inclusive, share = whole(row["inclusive_places"]), percent(row["inclusive_share"])
    enrolled, reported, use = whole(row["enrolled"]), whole(row["enrolled_places"]), percent(row["use_rate"])
    ratios = (
        ("places_per_1000", "千人口托位数 = 现有托位 × 1000 ÷ 常住人口", f"{places} × 1000 ÷ {people} = {of_1000}"),
        (
            "places_per_100_children",
            "每百名3岁以下婴幼儿托位数 = 现有托位 × 100 ÷ 3岁以下婴幼儿",
            f"{places} × 100 ÷ {children} = {of_100}",
        ),
        ("inclusive_share", "普惠占比 = 普惠托位 ÷ 现有托位", f"{inclusive} ÷ {places} = {share}"),
        ("use_rate", "使用率 = 在托人数 ÷ 填报了在托人数的托位", f"{enrolled} ÷ {reported} = {use}"),
    )
    return tuple(
        Step(key, f"{row['name']}{formula.split(' = ')[0]}：{filled}。", formula, filled, filled.split(" = ")[-1])
        for key, formula, filled in ratios
        if pd.notna(row[key])
    )


def class_step(row: "pd.Series[Any]", profile: Profile) -> Step | None:
    """How the required places fall to classes, and what each lacks; None where births by month are unknown."""
    if any(pd.isna(row[f"required_{name}"]) for name in SINGLE_AGE):
        return None
    sizes = {size.place_class: size for size in profile.classes}
    parts = [
        f"{name.zh}（{sizes[name].from_months}—{sizes[name].to_months}月龄{whole(row[f'children_{name}'])}人）应有"
        f"{whole(row[f'required_{name}'])}、现有{whole(row[f'supplied_{name}'])}、缺{whole(row[f'shortage_{name}'])}"
        for name in SINGLE_AGE
    ]
    return Step(
        key="classes",
        says=f"{row['name']}按月龄分班：{'；'.join(parts)}；另有混龄班{whole(row['supplied_mixed'])}个托位，可补其中一部分。班型比例为按月龄分摊，没有条款规定。",
        formula="各班型应有托位 = 应有托位 × 该月龄儿童数 ÷ 三个月龄段儿童数之和（最大余额法取整）",
        filled=" + ".join(whole(row[f"required_{name}"]) for name in SINGLE_AGE) + f" = {whole(row['required'])}",
        result=whole(row["required"]),
        unit="个",
        basis="apportioned",
        clauses=tuple(dict.fromkeys(size.source for size in sizes.values())),
    )


def new_areas_step(row: "pd.Series[Any]", profile: Profile) -> Step | None:
    """The new residential areas of the unit, in a number of their own; None where there is none."""
    if pd.isna(row["new_areas"]) or row["new_areas"] == 0:
        return None
    unknown = f"，{whole(row['new_areas_unknown'])}个无法判定（不在应配、已配之内）" if row["new_areas_unknown"] else ""
    says = (
        f"{row['name']}另有新建居住区{whole(row['new_areas'])}个，按各自条款应配{whole(row['new_areas_required'])}个托位、"
        f"已配{whole(row['new_areas_provided'])}个，{whole(row['new_areas_short'])}个居住区未达标{unknown}；"
        "新建居住区逐个核算，不并入上面的应有托位。"
    )
    return Step(
        "new_areas",
        says,
        "新建居住区应配托位 = 各适用居住区应配托位之和",
        whole(row["new_areas_required"]),
        str(row["new_areas_required"]),
        "个",
    )
