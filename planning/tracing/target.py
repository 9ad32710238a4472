"""Where a required number (应有托位) comes from: the rule that states a target, and each step of sharing it out."""

from fractions import Fraction
from typing import Any

import pandas as pd

from planning.gaps.required_places import Target, TargetBasis
from planning.ground import Ground
from planning.model.codes import ADMINISTRATIVE
from planning.numerals import decimals, whole
from planning.policy.facts import Facts
from planning.trace import Input, Step


def target_steps(
    ground: Ground, facts: Facts, *, findings: pd.DataFrame, target: Target, area_id: str
) -> tuple[Step, ...]:
    """
    The steps from the clause that states a target down to the area's part of it.

    `findings` are those of the level that states the target; `area_id` is an administrative area.
    """
    chain = [ground.areas.at[area_id, str(level)] for level in ADMINISTRATIVE]
    path = [unit for unit in chain if pd.notna(unit)]
    stated = [unit for unit in path if target.basis[unit] == TargetBasis.RULE]
    if not stated:
        return (_nothing_stated(ground, area_id),)
    source = stated[-1]
    hops = path[path.index(source) :]
    first = _stated(ground, facts, findings=findings, target=target, unit=source)
    return first, *(_shared(ground, target, hops[place], hops[place + 1]) for place in range(len(hops) - 1))


def _nothing_stated(ground: Ground, area_id: str) -> Step:
    says = f"{ground.areas.at[area_id, 'name']}没有可分解的目标：所在的区和全市都没有本期指标，或人口不明。"
    return Step("target", says, "应有托位", "", "", "个", TargetBasis.MISSING)


def _stated(ground: Ground, facts: Facts, *, findings: pd.DataFrame, target: Target, unit: str) -> Step:
    """The rule's own step; a city whose districts have a table of their own owes their sum."""
    rows = findings[
        (findings["area_id"] == unit)
        & findings["rule_id"].isin(target.rule_id.split(", "))
        & (findings["deadline"] == target.target_on)
    ]
    if len(rows):
        row = rows.iloc[0]
        return ground.profile.rule(row["rule_id"]).step(row, facts)
    parts = target.required[ground.of_level(target.level).index]
    rule = ground.profile.rule(target.rule_id.split(", ")[0])
    total = whole(target.required[unit])
    return Step(
        key=rule.id,
        says=f"{ground.areas.at[unit, 'name']}到{target.target_on}应有{total}个托位，"
        f"为{len(parts)}个{target.level.zh}分解指标之和（{rule.source.cite()}）。",
        formula=f"应有托位 = 各{target.level.zh}指标之和",
        filled=" + ".join(whole(part) for part in parts) + f" = {total}",
        result=str(target.required[unit]),
        unit="个",
        basis=TargetBasis.RULE,
        clauses=(rule.source,),
    )


def _shared(ground: Ground, target: Target, parent: str, unit: str) -> Step:
    """One hop: the parent's number times the unit's weight over the weights of all parts, by the largest remainder."""
    name, of = ground.areas.at[unit, "name"], ground.areas.at[parent, "name"]
    by_proxy = target.basis[unit] == TargetBasis.BY_PROXY
    what, column = ("常住人口", "residents") if by_proxy else ("3岁以下婴幼儿", "children_under_3")
    siblings = ground.people.loc[ground.areas["parent_id"] == parent, column]
    own: Any = ground.people.at[unit, column]
    total: Any = siblings.sum()
    owed, part = target.required[parent], target.required[unit]
    apportion = ground.profile.apportion
    clauses = (apportion.source,) if apportion else ()
    if pd.isna(part):
        says = f"{name}的份额无法计算：{of}内有单元的{what}不明。"
        return Step(
            f"share-{unit}", says, f"上级应有托位 × {what}份额", "", "", "个", TargetBasis.MISSING, clauses=clauses
        )
    quota = Fraction(int(owed) * int(own), int(total)) if total else Fraction(0)
    equals = "=" if (quota * 1000).denominator == 1 else "≈"
    filled = f"{whole(owed)} × {whole(own)} ÷ {whole(total)} {equals} {decimals(quota, 3)} → {whole(part)}"
    proxy = "（同级有单元的儿童数不明，以常住人口代替）" if by_proxy else ""
    return Step(
        key=f"share-{unit}",
        says=f"{name}按{what}分摊{of}的{whole(owed)}个托位{proxy}：{filled}"
        f"（最大余额法取整{_rounded(siblings, unit, owed=int(owed))}，各单元之和等于{whole(owed)}）。"
        f"这是分摊值，没有条款直接规定{name}的托位数。",
        formula=f"应有托位 = 上级应有托位 × 本级{what} ÷ 同级{what}之和（最大余额法取整）",
        filled=filled,
        result=str(part),
        unit="个",
        basis=str(target.basis[unit]),
        inputs=(
            Input(f"{of}应有托位", whole(owed), "个", on=target.target_on),
            *(
                Input(f"{ground.areas.at[sibling, 'name']}{what}", whole(weight), "人", key=f"area_id={sibling}")
                for sibling, weight in siblings.items()
            ),
        ),
        clauses=clauses,
    )


def _rounded(weights: pd.Series, unit: str, *, owed: int) -> str:
    """How the rest of a quota was rounded: the place of its remainder among all, and how many are rounded up."""
    total = int(weights.sum())
    left = {key: owed * int(weight) % total for key, weight in weights.items()} if total else {}
    if not left.get(unit):
        return ""
    spare = sum(left.values()) // total
    place = sorted(left, key=lambda key: (-left[key], key)).index(unit) + 1
    return f"：余数在{len(left)}个单元中列第{place}，列前{spare}的各进一"
