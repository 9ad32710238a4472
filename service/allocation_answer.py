"""A split of places as the API answers it (托位分配回答): the factors, the table, and what it is set beside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from planning.allocation.comparison import Comparison, Variant, compare
from planning.allocation.factor import Factor
from planning.allocation.reference import read_factors
from planning.allocation.split import Split, split
from planning.model.codes import Level
from planning.policy.rules.allocation import Allocation
from service.dependencies import Asked
from service.refusals import QueryInvalid, UnknownDistrict

SAMPLE_DATA = Path(__file__).resolve().parents[1] / "sample_data"
REFERENCE = "reference/allocation_factors.csv"

WEIGHT = re.compile(r"(?P<key>\w{1,64})[:=](?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})?)", re.ASCII)
FLOOR = re.compile(r"(?P<key>[\w-]{1,64})[:=](?P<number>[0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a total is to be shared: by children, or by weighted factors; nothing of it has a default of its own."""

    level: Level = Level.DISTRICT
    by: str = "factors"
    total: int | None = None
    weights: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Allocated:
    """What was asked for: the factors there are, the split if a total was given, and the comparison if there is one."""

    factors: tuple[Factor, ...]
    split: Split | None
    comparison: Comparison | None


def allocated(asked: Asked, wish: Wish, *, file: Path | None = None) -> Allocated:
    """
    Share out what is wished; `file` has factors in the place of the published ones.

    Raises QueryInvalid for a wish that is not whole, UnknownDistrict, and what reading and splitting raise.
    """
    names = _units(asked, wish)
    factors = factors_of(asked, level=wish.level, file=file)
    if wish.by == "children":
        if wish.weights or wish.total is None:
            raise QueryInvalid(
                "total, weights",
                zh="按婴幼儿人口分配须给出总数，没有权重",
                en="by children a total is needed, and there are no weights",
            )
        weights = {"children_under_3": Fraction(1)}
    else:
        weights = _pairs(wish.weights, WEIGHT, called="weights")
        if bool(weights) != (wish.total is not None):
            raise QueryInvalid("total, weights", zh="总数和权重须同时给出", en="a total and its weights come together")
    known = {factor.key: factor for factor in factors}
    if strange := [key for key in weights if key not in known]:
        raise QueryInvalid("weights", zh=f"没有因素“{strange[0]}”", en=f"no factor {strange[0]!r}", choices=known)
    floors = _pairs(wish.floors, FLOOR, called="floors")
    if strange := [key for key in floors if key not in names.index]:
        raise QueryInvalid("floors", zh=f"没有单元“{strange[0]}”", en=f"no unit {strange[0]!r}", choices=names.index)
    least = pd.Series({key: int(value) for key, value in floors.items()}, dtype="Int64") if floors else None
    chosen = [known[key] for key in weights]
    made = None if wish.total is None else split(wish.total, chosen, weights=weights, names=names, floor=least)
    published = [factor for factor in factors if factor.stands_for]
    beside = compare(asked.study.profile, published, names=names) if wish.by == "factors" else None
    return Allocated(factors, made, beside)


def factors_of(asked: Asked, *, level: Level, file: Path | None = None) -> tuple[Factor, ...]:
    """The published factors of the city, or those of `file`, and after them its children and residents."""
    folder = asked.question.city_id.replace("-", "_")
    known = [path.name for path in SAMPLE_DATA.iterdir()] if SAMPLE_DATA.is_dir() else []
    published = SAMPLE_DATA / folder / REFERENCE if folder in known else None
    path = file or (published if published and published.is_file() else None)
    people = asked.study.ground.people.reindex(asked.study.gaps(level).index)
    own = (
        Factor("children_under_3", "3岁以下常住婴幼儿", people["children_under_3"], "研究当日的儿童数"),
        Factor("residents", "常住人口", people["residents"], "研究当日的人口"),
    )
    return (*(read_factors(path) if path else ()), *own)


def allocation_answer(asked: Asked, wish: Wish, found: Allocated) -> dict[str, Any]:
    """The body of an AllocationAnswer."""
    profile = asked.study.profile
    return {
        "type": "Allocation",
        **asked.about(),
        "profile_name": profile.name,
        "profile_status": str(profile.status),
        "level": wish.level.value,
        "by": wish.by,
        "factors": [_factor(factor, asked, wish.level) for factor in found.factors],
        "split": found.split and _split(found.split),
        "comparison": found.comparison and _comparison(found.comparison),
        "clauses": clauses_of(asked, wish),
    }


def clauses_of(asked: Asked, wish: Wish) -> list[str]:
    """The citations of the profile's own rules of this kind of split."""
    rules = [rule for rule in asked.study.profile.rules if isinstance(rule, Allocation)]
    by_factors = wish.by == "factors"
    return list(dict.fromkeys(rule.source.cite() for rule in rules if (len(rule.factors) > 1) == by_factors))


def _units(asked: Asked, wish: Wish) -> pd.Series:
    """The names of the units that share, by id in order of their codes."""
    rows = asked.study.gaps(wish.level)
    if wish.district is not None:
        known = [str(one) for one in asked.study.gaps(Level.DISTRICT).index]
        if wish.district not in known:
            raise UnknownDistrict(wish.district, known)
        if wish.level is not Level.STREET:
            raise QueryInvalid("district", zh="只用于街道（镇）层级", en="goes with streets alone")
        rows = rows[rows["district_id"] == wish.district]
    names: pd.Series = rows["name"].astype("str").sort_index()
    return names


def _pairs(texts: Sequence[str], pattern: re.Pattern[str], *, called: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for text in texts:
        read = pattern.fullmatch(text)
        if read is None or read["key"] in found:
            raise QueryInvalid(
                called,
                zh=f"“{text[:80]}”不是“名称:数”，或名称写了两次",
                en=f"{text[:80]!r} is no name:number, or stands twice",
            )
        found[read["key"]] = Fraction(read["number"])
    return found


def _factor(factor: Factor, asked: Asked, level: Level) -> dict[str, Any]:
    own = factor.of(asked.study.gaps(level).index)
    return {
        "key": factor.key,
        "name": factor.zh,
        "source": factor.source,
        "unknown": [{"area_id": unit, "why": why} for unit, why in own.unknown().items()],
    }


def _split(made: Split) -> dict[str, Any]:
    return {
        "total": made.total,
        "determined": made.determined,
        "weights": {key: float(weight) for key, weight in made.weights.items()},
        "rows": _rows(made),
        "missing": [one.said() for one in made.missing],
        "sentences": list(made.sentences()),
    }


def _rows(made: Split) -> list[dict[str, Any]]:
    """The table as plain values; a fraction comes as its nearest number, and `quota_exact` as it is."""
    table = made.table
    columns: dict[str, list[Any]] = {"area_id": list(table.index), "name": list(table["name"])}
    for factor in made.factors:
        columns[factor.key] = [_near(value) for value in table[factor.key]]
        columns[f"{factor.key}_share"] = [_near(value) for value in table[f"{factor.key}_share"]]
    columns["score"] = [_near(value) for value in table["score"]]
    columns["quota"] = [_near(value) for value in table["quota"]]
    columns["quota_exact"] = [None if pd.isna(value) else str(value) for value in table["quota"]]
    columns["floor"] = [_whole(value) for value in table["floor"]]
    columns["places"] = [_whole(value) for value in table["places"]]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "rule_id": found.rule_id,
        "printed": found.column,
        "unknown": list(found.unknown),
        "checks": list(found.checks),
        "variants": [_variant(one) for one in found.variants],
        "sentences": list(found.sentences()),
    }


def _variant(one: Variant) -> dict[str, Any]:
    table = one.table
    cells = zip(table.index, table["name"], table["places"], table["printed"], table["difference"], strict=True)
    return {
        "label": one.label,
        "total": one.split.total,
        "determined": one.split.determined,
        "rows": [
            {
                "area_id": area_id,
                "name": name,
                "places": _whole(places),
                "printed": _whole(printed),
                "difference": _whole(difference),
            }
            for area_id, name, places, printed, difference in cells
        ],
    }


def _near(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
