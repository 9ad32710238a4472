"""The table of checks (人工核查): what offices found of rules that only people can tell; some are still to be done."""

import numpy as np
import pandas as pd

from sample_data.generator.hierarchy import CITY_ID, Hierarchy
from sample_data.generator.institutions import Institutions
from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import SiteStates
from sample_data.generator.sites import Sites

# Rules of the two documents that the city takes clauses from; those of institutions are checked one by one.
OF_AREAS = (
    "EZ-03-variety", "EZ-15", "EZ-16", "EZ-21", "EZ-22", "EZ-A02", "EZ-A03", "EZ-A05", "EZ-A09",
    "GZ-15", "GZ-35-first", "GZ-39", "GZ-42", "GZ-47", "GZ-47-plan", "GZ-48-data", "GZ-49", "GZ-51",
)  # fmt: skip
OF_INSTITUTIONS = ("EZ-14",)
_ANSWERS, _SHARES = ("yes", "no", "not_applicable"), (0.68, 0.24, 0.08)
_DONE = 0.8
_NOTES = {"yes": "资料齐全", "no": "限期整改", "not_applicable": "本单位不涉及"}


def checks_table(hierarchy: Hierarchy, known: Institutions, *, all_sites: Sites, states: SiteStates) -> pd.DataFrame:
    """One row for each rule and unit that was checked; some were checked a second time."""
    rng = stream_of("checks")
    areas = np.array([CITY_ID, *hierarchy.district_ids], dtype=object)
    opened = set(all_sites.table["institution_id"].to_numpy()[~np.isnat(states.opened)])
    institutions = np.array(sorted(opened & set(known.table["institution_id"])), dtype=object)
    sample = np.sort(rng.choice(institutions, size=120, replace=False))
    pairs = [(rule, unit) for rule in OF_AREAS for unit in areas]
    pairs += [(rule, unit) for rule in OF_INSTITUTIONS for unit in sample]
    table = pd.DataFrame(pairs, columns=["rule_id", "area_id"])
    table = _checked(table[rng.random(len(table)) < _DONE], rng, first="2025-03-01")
    failed = table[table["answer"] == "no"]
    again = _checked(failed[["rule_id", "area_id"]][rng.random(len(failed)) < 0.5], rng, first="2026-04-01")
    both = pd.concat([table, again], ignore_index=True)
    return both.sort_values(["rule_id", "area_id", "on"], kind="stable", ignore_index=True)


def _checked(table: pd.DataFrame, rng: np.random.Generator, *, first: str) -> pd.DataFrame:
    days = np.datetime64(first) + rng.integers(0, 170, len(table)).astype("timedelta64[D]")
    answer = rng.choice(np.array(_ANSWERS, dtype=object), size=len(table), p=_SHARES)
    numbers = rng.integers(1, 400, len(table))
    evidence = np.array([f"核查记录{number:03d}号（合成）" for number in numbers], dtype=object)
    return table.assign(
        on=days.astype(str),
        answer=answer,
        note=pd.Series(answer, index=table.index).map(_NOTES),
        evidence=np.where(rng.random(len(table)) < 0.7, evidence, None),
        by="示范市卫生健康部门（合成）",
    )
