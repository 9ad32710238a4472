"""The table of institutions (托育机构): 350 of every kind, ownership and channel, and the street each works in."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator import names
from sample_data.generator.hierarchy import Hierarchy
from sample_data.generator.residents import LATEST
from sample_data.generator.seeds import stream_of

COUNTS = {
    "nursery": 152,
    "kindergarten_class": 94,
    "community_point": 52,
    "employer": 23,
    "home_based": 24,
    "service_centre": 5,
}
_OWNERSHIP = ("public", "public_built_private_run", "private_with_public_support", "private")
_OWNERSHIP_SHARES = {
    "nursery": (0.06, 0.17, 0.2, 0.57),
    "kindergarten_class": (0.5, 0.05, 0.25, 0.2),
    "community_point": (0.3, 0.45, 0.2, 0.05),
    "employer": (0.45, 0.05, 0.15, 0.35),
    "home_based": (0.0, 0.0, 0.1, 0.9),
    "service_centre": (0.8, 0.2, 0.0, 0.0),
}
_CHANNEL = {
    "kindergarten_class": "kindergarten",
    "employer": "employer",
    "community_point": "street",
    "home_based": "social",
    "service_centre": "state_capital",
}
_NAME = {
    "nursery": "托育园",
    "kindergarten_class": "幼儿园托班",
    "community_point": "社区托育点",
    "employer": "职工托育中心",
    "home_based": "家庭托育点",
    "service_centre": "托育综合服务中心",
}
_WITHOUT = 3  # towns at the edge that have no institution at all
_RICH = 4  # streets that have far more than their share


@dataclass(frozen=True, slots=True)
class Institutions:
    """The table, and the street (number in the hierarchy) where each institution works."""

    table: pd.DataFrame
    street: NDArray[np.int64]


def institutions(residents: pd.DataFrame, hierarchy: Hierarchy, *, street_names: pd.Series) -> Institutions:
    """Make the institutions; `street_names` has the name of each street by its number."""
    rng = stream_of("institutions")
    kind = np.repeat(np.array(list(COUNTS), dtype=object), list(COUNTS.values()))
    street = _streets(residents, hierarchy, rng=rng, count=len(kind))
    centre = np.flatnonzero(kind == "service_centre")
    street[centre] = [np.flatnonzero(hierarchy.district_of == district)[0] for district in (0, 0, 1, 2, 3)]
    ownership = _drawn(kind, _OWNERSHIP_SHARES, _OWNERSHIP, rng=rng)
    table = pd.DataFrame(
        {
            "name": _names(kind, street_names.to_numpy(dtype=object)[street], rng),
            "kind": kind,
            "ownership": ownership,
            "legal_form": _legal_forms(kind, ownership, rng),
            "credit_code": [f"99DEMO{number:012d}" for number in range(1, len(kind) + 1)],
            "channel": _channels(kind, ownership, rng),
        }
    )
    table = _with_demonstration(table, rng)
    table.loc[rng.random(len(kind)) < 0.03, "credit_code"] = None
    table["source"] = "托育机构名册（合成）"
    order = rng.permutation(len(kind))
    table = table.iloc[order].reset_index(drop=True)
    table.insert(0, "institution_id", [f"IN{number:04d}" for number in range(1, len(kind) + 1)])
    return Institutions(table=table, street=street[order])


def _streets(
    residents: pd.DataFrame, hierarchy: Hierarchy, *, rng: np.random.Generator, count: int
) -> NDArray[np.int64]:
    """Streets drawn by people, unevenly: the old core falls behind, a few streets have plenty, a few towns nothing."""
    people = np.bincount(hierarchy.street_of, residents[LATEST].to_numpy())
    kinds = hierarchy.street_kinds
    factor = rng.lognormal(0, 0.22, size=len(people)) * np.where(kinds == "subdistrict", 1.0, 0.55)
    small = np.flatnonzero(kinds != "subdistrict")[np.argsort(people[kinds != "subdistrict"], kind="stable")]
    factor[small[:_WITHOUT]] = 0
    middling = np.flatnonzero((kinds == "subdistrict") & (people < np.median(people[kinds == "subdistrict"])))
    factor[rng.choice(middling, size=_RICH, replace=False)] *= 1.6
    chance = people * factor
    return rng.choice(len(people), size=count, p=chance / chance.sum())


def _drawn(
    kind: NDArray[np.object_],
    shares: Mapping[str, tuple[float, ...]],
    codes: tuple[str, ...],
    *,
    rng: np.random.Generator,
) -> NDArray[np.object_]:
    """One of `codes` for each institution, with the shares of its kind."""
    table = np.cumsum([shares[name] for name in shares], axis=1)
    row = pd.Index(list(shares)).get_indexer(pd.Index(kind))
    number = (rng.random(len(kind))[:, None] > table[row]).sum(axis=1).clip(0, len(codes) - 1)
    drawn: NDArray[np.object_] = np.array(codes, dtype=object)[number]
    return drawn


def _names(kind: NDArray[np.object_], street: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    word = names.child_words(len(kind), rng)
    called = names.CITY + street + word + pd.Series(kind).map(_NAME).to_numpy(dtype=object)
    centre = np.flatnonzero(kind == "service_centre")
    called[centre[0]] = f"{names.CITY}托育综合服务中心"
    called[centre[1:]] = [f"{names.CITY}{district}托育综合服务中心" for district in names.DISTRICTS]
    series = pd.Series(called)
    again = series.groupby(series).cumcount()
    ordinal = np.array(["", "第二", "第三", "第四", "第五", "第六"], dtype=object)[again.clip(upper=5)]
    full: NDArray[np.object_] = np.where(
        again > 0, names.CITY + street + word + ordinal + pd.Series(kind).map(_NAME), called
    )
    return full


def _legal_forms(
    kind: NDArray[np.object_], ownership: NDArray[np.object_], rng: np.random.Generator
) -> NDArray[np.object_]:
    profit = rng.random(len(kind)) < np.where(kind == "home_based", 1.0, 0.72)
    return np.select(
        [ownership == "public", (ownership == "private") & profit],
        ["public_institution", "for_profit"],
        "social_service",
    ).astype(object)


def _channels(
    kind: NDArray[np.object_], ownership: NDArray[np.object_], rng: np.random.Generator
) -> NDArray[np.object_]:
    nursery = np.select(
        [ownership == "public", ownership == "public_built_private_run"], ["state_capital", "street"], "social"
    )
    channel = pd.Series(kind).map(_CHANNEL).to_numpy(dtype=object)
    return np.where(kind == "nursery", nursery, channel)


def _with_demonstration(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Recognise some institutions as models, at three levels, since a day."""
    table = table.assign(demonstration=None, demonstration_from=None)
    able = np.flatnonzero(table["kind"].isin(["nursery", "service_centre", "community_point"]))
    chosen = rng.choice(able, size=26, replace=False)
    table.loc[chosen, "demonstration"] = np.repeat(["province", "city", "district"], [5, 9, 12])
    days = np.datetime64("2021-06-01") + rng.integers(0, 1_800, size=len(chosen)).astype("timedelta64[D]")
    table.loc[chosen, "demonstration_from"] = days.astype(str)
    return table
