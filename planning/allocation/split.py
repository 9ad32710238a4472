"""How many places each unit gets of a total (托位分配), with every number on the way there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from planning.allocation.factor import Factor
from planning.apportionment import apportion
from planning.errors import ApportionmentError
from planning.numerals import decimals, number, whole

LARGEST_TOTAL = 100_000_000


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit without a value in a factor: it leaves the whole split undetermined."""

    area_id: str
    name: str
    factor: str
    why: str

    def said(self) -> str:
        """The gap in one sentence."""
        return f"{self.name}缺少“{self.factor}”：{self.why}"


@dataclass(frozen=True, slots=True)
class Split:
    """
    A total shared out.

    `table` (index `area_id`) has `name`, for each factor `<key>` and `<key>_share` (object: Fraction), `score` and
    `quota` (object: Fraction, NA where undetermined), `floor` and `places` (Int64). The places add up to the total, or
    are all NA; then `missing`, or a sum of 0, says why.
    """

    total: int
    factors: tuple[Factor, ...]
    weights: Mapping[str, Fraction]
    table: pd.DataFrame
    missing: tuple[Missing, ...]

    @property
    def determined(self) -> bool:
        """Whether every unit has its number."""
        return bool(self.table["places"].notna().all())

    def formula(self) -> str:
        """The split in words."""
        terms = " + ".join(
            f"{_figure(self.weights[factor.key])}×{factor.zh}占各单元合计的比例" for factor in self.factors
        )
        return f"得分 = {terms}；应得 = {whole(self.total)} × 得分 ÷ 得分合计（最大余额法取整，余额相同按代码）"

    def sentences(self) -> tuple[str, ...]:
        """How it came about: the formula, then a sentence for each unit, or what is missing."""
        if not self.determined:
            empty = [
                f"“{factor.zh}”合计为0，无法按占比分配"
                for factor in self.factors
                if not factor.unknown() and factor.shares().isna().any()
            ]
            return (self.formula(), "无法分配：", *(one.said() for one in self.missing), *empty)
        columns = (self.table[name] for name in ("name", "score", "quota", "floor", "places"))
        return (
            self.formula(),
            *(
                f"{name}：得分{decimals(score, 4)}，按得分应得{decimals(quota)}个"
                + (f"，下限{whole(floor)}个" if floor else "")
                + f"，取整后{whole(places)}个"
                for name, score, quota, floor, places in zip(*columns, strict=True)
            ),
        )


def split(
    total: int,
    factors: Sequence[Factor],
    *,
    weights: Mapping[str, Fraction],
    names: pd.Series,
    floor: pd.Series | None = None,
) -> Split:
    """
    Share `total` places out over the units of `names`.

    Each factor is divided by its sum over the units; the score of a unit is the weighted sum of its shares, and the
    total is shared in proportion to the scores by the largest remainder.

    Parameters
    ----------
    total
        A whole number, 0 or more.
    factors
        At least one; a unit that a factor does not know leaves the whole split undetermined.
    weights
        By key of factor, more than 0. There are no defaults.
    names
        Names by `area_id`.
    floor
        The least each unit gets (Int64), by `area_id`; units that it does not name have none.

    Raises
    ------
    ApportionmentError
        No factor, a weight that is missing or not above 0, a negative value, floors above the total.
    """
    _require_weights(factors, weights)
    if not 0 <= total <= LARGEST_TOTAL:
        raise ApportionmentError(
            f"总数{total}不在0到{LARGEST_TOTAL:,}之间 / a total of {total}; it goes from 0 to {LARGEST_TOTAL:,}"
        )
    own = tuple(factor.of(names.index) for factor in factors)
    table = pd.DataFrame({"name": names})
    shares = []
    for factor in own:
        table[factor.key] = factor.exact()
        table[f"{factor.key}_share"] = share = factor.shares()
        shares.append([pd.NA if one is pd.NA else weights[factor.key] * one for one in share])
    table["score"] = pd.Series([_sum(parts) for parts in zip(*shares, strict=True)], index=table.index, dtype="object")
    whole_score = sum(table["score"]) if len(table) and table["score"].notna().all() else 0
    table["quota"] = table["score"].map(lambda score: total * score / whole_score if whole_score else pd.NA)
    least = None if floor is None else floor.reindex(table.index).fillna(0).astype("Int64")
    table["floor"] = pd.Series(0, index=table.index, dtype="Int64") if least is None else least
    table["places"] = apportion(total, table["score"], floor=least)
    missing = tuple(
        Missing(unit, str(names[unit]), factor.zh, why) for factor in own for unit, why in factor.unknown().items()
    )
    return Split(total, own, dict(weights), table, missing)


def equal_weights(factors: Iterable[Factor]) -> dict[str, Fraction]:
    """The same weight for each factor: an assumption, to be named as one wherever it is used."""
    return {factor.key: Fraction(1) for factor in factors}


def _require_weights(factors: Sequence[Factor], weights: Mapping[str, Fraction]) -> None:
    if not factors:
        raise ApportionmentError("没有选定因素 / no factor was chosen; give at least one with its weight")
    for factor in factors:
        weight = weights.get(factor.key)
        if weight is None or weight <= 0:
            raise ApportionmentError(
                f"因素“{factor.zh}”的权重须大于0，由使用者给出 / {factor.key}: give a weight above 0"
            )


def _sum(parts: Sequence[object]) -> object:
    told = [part for part in parts if isinstance(part, Fraction)]
    return sum(told, Fraction(0)) if len(told) == len(parts) else pd.NA


def _figure(weight: Fraction) -> str:
    """A weight with all its decimals; one that never ends as a fraction."""
    ends = 10**9 % weight.denominator == 0
    return number(Decimal(weight.numerator) / Decimal(weight.denominator)) if ends else str(weight)
