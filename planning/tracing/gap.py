"""The difference and the ratios (缺口与指标) of a unit, with the numbers filled in."""

from datetime import date
from typing import Any

import pandas as pd

from planning.policy.outcome import Outcome
from planning.policy.profile import Profile
from planning.population.age_bands import SINGLE_AGE
from planning.trace import Step
from planning.tracing.words import decimals, percent, whole


def gap_step(row: "pd.Series[Any]", on: date, *, have: str = "supplied") -> Step:
    """Required less what there is (`have`: supplied, or provided for a residential area), and the verdict."""
    formula = "缺口 = 应有托位 − 现有托位（为负即富余）"
    if pd.isna(row["required"]) or pd.isna(row[have]):
        says = f"{row['name']}的缺口无法判定：{row['reason'] or '应有托位或现有托位不明'}。"
        return Step("gap", says, formula, "", "", "个", "missing")
    difference = int(row["required"]) - int(row[have])
    found = (
        f"缺{whole(difference)}个" if difference > 0 else f"富余{whole(-difference)}个" if difference else "不缺不余"
    )
    filled = f"{whole(row['required'])} − {whole(row[have])} = {whole(difference)}"
    until = _until(row, on)
    says = f"{row['name']}{found}托位：{filled}；结论：{Outcome(row['outcome']).zh}{until}。"
    return Step("gap", says, formula, filled, str(difference), "个")


def _until(row: "pd.Series[Any]", on: date) -> str:
    day = row["target_on"]
    if pd.isna(day):
        return ""
    return f"（目标日期{day}，{'已过' if on > day else '未到期'}）"


def ratio_steps(row: "pd.Series[Any]") -> tuple[Step, ...]:
    """Places per 1,000 residents and per 100 children, inclusive share and use rate, where they can be computed."""
    supplied, name = row["supplied"], row["name"]
    found = []
    if pd.notna(row["places_per_1000"]):
        filled = f"{whole(supplied)} × 1000 ÷ {whole(row['residents'])} = {decimals(row['places_per_1000'])}"
        found.append(
            _ratio(
                "places_per_1000",
                f"{name}千人口托位数{filled}",
                "千人口托位数 = 现有托位 × 1000 ÷ 常住人口",
                filled,
                "个/千人",
            )
        )
    if pd.notna(row["places_per_100_children"]):
        filled = (
            f"{whole(supplied)} × 100 ÷ {whole(row['children_under_3'])} = {decimals(row['places_per_100_children'])}"
        )
        found.append(
            _ratio(
                "places_per_100_children",
                f"{name}每百名3岁以下婴幼儿托位数{filled}",
                "每百名婴幼儿托位数 = 现有托位 × 100 ÷ 3岁以下婴幼儿",
                filled,
                "个/百人",
            )
        )
    if pd.notna(row["inclusive_share"]):
        filled = f"{whole(row['inclusive_places'])} ÷ {whole(supplied)} = {percent(row['inclusive_share'])}"
        found.append(
            _ratio("inclusive_share", f"{name}普惠托位占比{filled}", "普惠占比 = 普惠托位 ÷ 现有托位", filled, "")
        )
    if pd.notna(row["use_rate"]):
        filled = f"在托{whole(row['enrolled'])}人，使用率{percent(row['use_rate'])}"
        found.append(
            _ratio(
                "use_rate",
                f"{name}{filled}（只计填报了在托人数的托位）",
                "使用率 = 在托人数 ÷ 填报了在托人数的托位",
                filled,
                "",
            )
        )
    return tuple(found)


def _ratio(key: str, says: str, formula: str, filled: str, unit: str) -> Step:
    return Step(key, f"{says}。", formula, filled, filled.rsplit("= ", 1)[-1] if "= " in filled else "", unit)


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
    says = (
        f"{row['name']}另有新建居住区{whole(row['new_areas'])}个，按各自条款应配{whole(row['new_areas_required'])}个托位、"
        f"已配{whole(row['new_areas_provided'])}个，{whole(row['new_areas_short'])}个居住区未达标；"
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
