"""What equal weights would give beside a printed table (与印制指标对照): assumptions, each labelled as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from planning.allocation.factor import Factor
from planning.allocation.split import Split, equal_weights, split
from planning.numerals import whole
from planning.policy.profile import Profile
from planning.policy.rules.allocation import Allocation
from planning.policy.rules.consistency import Consistency
from planning.policy.rules.schedule import Schedule

ASSUMED = "假设：各项等权（文件没有公布权重）"


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One split beside what is printed.

    `table` (index `area_id`) has `name`, `places`, `printed` and `difference` (Int64); NA where it cannot be shared.
    """

    label: str
    split: Split
    table: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Variants beside the last column of a schedule.

    `column` says which, `cite` and `rule_id` are the schedule's; `model` is the citation of the factors; `unknown` are
    the factors that the document names and nobody published; `checks` are the rules that check the yearly steps.
    """

    rule_id: str
    column: str
    cite: str
    model: str
    unknown: tuple[str, ...]
    checks: tuple[str, ...]
    variants: tuple[Variant, ...]

    def sentences(self) -> tuple[str, ...]:
        """What is compared with what, and what is not known."""
        missing = f"；缺少{'、'.join(self.unknown)}，没有补值" if self.unknown else ""
        return (
            f"印制数：{self.column}，{self.cite}",
            f"因素：{self.model}{missing}",
            *(f"{variant.label}：{_said(variant)}" for variant in self.variants),
        )


def compare(profile: Profile, factors: Sequence[Factor], *, names: pd.Series) -> Comparison | None:
    """
    Share the printed total of a profile's schedule out by the factors that are known, with equal weights.

    The variants are: all known factors over all units; each factor that is known for every unit, alone; and all known
    factors over the units that have them all, which then share the sum of their own printed numbers. None where the
    profile has no schedule over these units, or no allocation by factors.
    """
    schedule = next((rule for rule in profile.rules if isinstance(rule, Schedule)), None)
    model = next((rule for rule in profile.rules if isinstance(rule, Allocation) and len(rule.factors) > 1), None)
    if schedule is None or model is None or not factors:
        return None
    printed = pd.Series({row.area_id: row.values[-1] for row in schedule.rows}, dtype="Int64").reindex(names.index)
    if printed.isna().any():
        return None
    stands_for = {factor.stands_for for factor in factors}
    return Comparison(
        rule_id=schedule.id,
        column=f"{schedule.name}，{schedule.dates[-1]}",
        cite=schedule.source.cite(),
        model=model.source.cite(),
        unknown=tuple(factor.zh for factor in model.factors if factor.column not in stands_for),
        checks=_yearly_steps(profile, schedule),
        variants=tuple(_variants(factors, printed, names)),
    )


def _yearly_steps(profile: Profile, schedule: Schedule) -> tuple[str, ...]:
    """The rules that check how the schedule's years lead to its last: they compute it, so nothing here does."""
    own = [rule for rule in profile.rules if isinstance(rule, Consistency) and rule.row == schedule.id]
    return tuple(rule.id for rule in own if rule.equation.kind == "part_way")


def _variants(factors: Sequence[Factor], printed: pd.Series, names: pd.Series) -> Iterable[Variant]:
    own = [factor.of(names.index) for factor in factors]
    called = "、".join(factor.zh for factor in own)
    yield _variant(f"{ASSUMED}，{called}，全部{len(names)}个单元", own, printed=printed, names=names)
    if len(own) > 1:
        for factor in own:
            if not factor.unknown():
                label = f"假设：只用一项，{factor.zh}，全部{len(names)}个单元"
                yield _variant(label, [factor], printed=printed, names=names)
    left_out = {unit for factor in own for unit in factor.unknown()}
    kept = names[~names.index.isin(left_out)]
    if left_out and len(kept):
        label = f"{ASSUMED}，{called}，数据齐全的{len(kept)}个单元分配它们自己的印制数之和"
        yield _variant(label, own, printed=printed.reindex(kept.index), names=kept)


def _variant(label: str, factors: Sequence[Factor], *, printed: pd.Series, names: pd.Series) -> Variant:
    shared = split(int(printed.sum()), factors, weights=equal_weights(factors), names=names)
    table = pd.DataFrame({"name": names, "places": shared.table["places"], "printed": printed})
    return Variant(label, shared, table.assign(difference=table["places"] - table["printed"]))


def _said(variant: Variant) -> str:
    if not variant.split.determined:
        return f"无法分配；{'；'.join(one.said() for one in variant.split.missing)}"
    row = variant.table.iloc[int(variant.table["difference"].abs().argmax())]
    return (
        f"共{whole(variant.split.total)}个；与印制数相差最大的是{row['name']}，"
        f"印{whole(row['printed'])}，分得{whole(row['places'])}"
    )
