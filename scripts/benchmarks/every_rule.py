"""How long it takes to judge every rule of a profile (逐条核对), over one city and over a province of its copies."""

import time
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.gaps.facts import facts_of
from planning.ground import lay_ground
from planning.model.city import City
from planning.model.codes import Level
from planning.policy.alternatives import findings_of
from planning.policy.facts import Facts
from planning.policy.reading import load_profile
from planning.policy.subjects import Subject
from scripts.benchmarks.timing import best_after, peak_mb

RULES = "guangzhou-2023-2025"  # the profile with the most rules
COPIES = 50  # of a city of 40 streets and 600 communities


def province(facts: Facts, *, copies: int) -> Facts:
    """Facts repeated under new ids, so many times, below the one city at the top, which then has all their people."""
    city = facts.units_at(Level.CITY)
    top = city.index[0]

    def renamed(ids: pd.Series | pd.Index, copy: int) -> list[Any]:
        return [item if pd.isna(item) or item == top else f"{item}-{copy}" for item in ids]

    def repeated(frame: pd.DataFrame, *columns: str, by_index: bool = True) -> pd.DataFrame:
        parts = []
        for copy in range(copies):
            part = frame.assign(**{name: renamed(frame[name], copy) for name in columns if name in frame})
            parts.append(
                part.set_axis(pd.Index(renamed(frame.index, copy), name=frame.index.name)) if by_index else part
            )
        return pd.concat(parts, ignore_index=not by_index)

    owned = ("institution_id", "parent_id", "district_id")
    units: dict[Level | Subject, pd.DataFrame] = {
        level: frame if level == Level.CITY else repeated(frame, *owned) for level, frame in facts.units.items()
    }
    units[Level.CITY] = city.assign(**{name: city[name] * copies for name in ("residents", "children_under_3")})
    register = (
        None if facts.register is None else repeated(pd.DataFrame(facts.register.drop(columns="geometry")), *owned)
    )
    return Facts(
        on=facts.on,
        units=units,
        sites=None if register is None else register[register["counts"]],
        register=register,
        located={
            level: repeated(pairs, "site_id", "area_id", by_index=False) for level, pairs in facts.located.items()
        },
        statements=repeated(facts.statements, "subject_id", by_index=False),
        checks=repeated(facts.checks, "area_id", by_index=False),
        sources=facts.sources,
    )


def every_rule(city: City, console: Console) -> None:
    """Judge all rules of a profile over the sample city, and over a province of copies of it."""
    profile = load_profile(RULES)
    ground = lay_ground(city, profile, on=city.manifest.on)
    table = Table("facts", "rules", "findings", title=f"every rule of {RULES} on ready facts")
    for heading in ("time", "a rule"):
        table.add_column(heading, justify="right")

    def judged(facts: Facts) -> int:
        return sum(len(findings_of(profile, rule, facts=facts)) for rule in profile.rules)

    # What facts have worked out once they keep, so each round has facts of its own.
    seconds, found = best_after(lambda: facts_of(ground), judged)
    many = province(facts_of(ground), copies=COPIES)
    start = time.perf_counter()
    all_found = judged(many)
    lasted = time.perf_counter() - start
    streets, communities = (len(many.units_at(level)) for level in (Level.STREET, Level.COMMUNITY))
    for name, took, number in (
        ("the sample city", seconds, found),
        (f"a province of {streets:,} streets, {communities:,} communities", lasted, all_found),
    ):
        each = took / len(profile.rules)
        table.add_row(name, f"{len(profile.rules)}", f"{number:,}", f"{took:,.2f} s", f"{each * 1e3:,.1f} ms")
    console.print(table)
    console.print(f"most memory held: {peak_mb():,.0f} MB")
