"""Facts that contradict each other (数据矛盾): named in every finding that speaks of the unit, and never mended."""

from collections.abc import Iterator

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.subjects import Subject

_NAMED = 3  # sites that a sentence names; of more it says the number


def told_of(facts: Facts, level: Level | Subject, *, areas: pd.Series, of_sites: bool = True) -> pd.Series:
    """
    What contradicts itself in each unit, in Chinese; empty where nothing does.

    More children under 3 than residents, more children enrolled than places (as over a site as over a unit that states
    both), and a site that closed before it opened. What contradicts itself at a site is left out where the rule counts
    none (`of_sites` False).
    """
    words = facts.once(("contradictions", level, of_sites), lambda: _words(facts, level, of_sites=of_sites))
    if words.empty:
        return pd.Series("", index=areas.index, dtype="str")
    return pd.Series(areas.map(words).fillna("").array, index=areas.index, dtype="str")


def _words(facts: Facts, level: Level | Subject, *, of_sites: bool) -> pd.Series:
    """What contradicts itself, by unit; no rows where nothing does."""
    found = pd.concat([*_of_units(facts, level), *(_of_sites(facts, level) if of_sites else ())])
    words: pd.Series = found.groupby(level=0).agg(lambda said: "；".join(dict.fromkeys(said)))
    return words


def _of_units(facts: Facts, level: Level | Subject) -> Iterator[pd.Series]:
    units = facts.units_at(level)
    yield pd.Series(dtype="str")
    for less, more, words in (
        ("children_under_3", "residents", "数据矛盾：3岁以下儿童多于人口"),
        ("enrolled", "places", "数据矛盾：在托人数多于托位"),
    ):
        if less in units and more in units:
            yield _flagged(units[less] > units[more], words)
    if "closed_on" in units and "opened_on" in units:
        yield _flagged(_before(units["closed_on"], units["opened_on"]), "数据矛盾：关闭早于开办")


def _of_sites(facts: Facts, level: Level | Subject) -> Iterator[pd.Series]:
    """What contradicts itself at sites, told of the unit that holds them, with the ids of the first few."""
    holders = facts.holders(level)
    if facts.sites is None or holders is None:
        return
    sites = facts.sites
    flaws = [(sites["enrolled"] > sites["places"], "在托人数多于托位")]
    if "closed_on" in sites:
        flaws.append((_before(sites["closed_on"], sites["opened_on"]), "关闭早于开办"))
    for flawed, words in flaws:
        bad = sites.index[flawed.fillna(False).astype(bool)]
        if len(bad):
            inside = holders[holders["site_id"].isin(bad)]
            ids = inside.groupby("area_id")["site_id"].agg(list)
            yield pd.Series([_sites_words(one, words) for one in ids], index=ids.index, dtype="str")


def _sites_words(sites: list[str], words: str) -> str:
    more = f"等{len(sites)}处" if len(sites) > _NAMED else ""
    return f"数据矛盾：点位{'、'.join(sites[:_NAMED])}{more}{words}"


def _flagged(flaw: pd.Series, words: str) -> pd.Series:
    bad = flaw.index[flaw.fillna(False).astype(bool)]
    return pd.Series(words, index=bad, dtype="str")


def _before(first: pd.Series, second: pd.Series) -> pd.Series:
    told = [pd.NA if pd.isna(one) or pd.isna(other) else one < other for one, other in zip(first, second, strict=True)]
    return pd.Series(told, index=first.index, dtype="boolean")
