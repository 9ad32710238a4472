"""How long the sample city takes from its files to the gaps of every level (缺口)."""

from rich.console import Console
from rich.table import Table

from planning.model.city import City
from planning.model.codes import Level
from planning.policy.reading import load_profile
from planning.study import Study
from scripts.benchmarks.timing import best_of, peak_mb


def end_to_end(city: City, read_s: float, *, console: Console) -> None:
    """Follow the sample city to the gaps of every level; reading its files is the measure of the rest."""
    profile = load_profile(city.manifest.profile)
    table = Table("step", "rows", title="the sample city, end to end")
    for heading in ("time", "of reading"):
        table.add_column(heading, justify="right")
    rows = sum(len(frame) for frame in city.tables.values())
    table.add_row("read and check the folder", f"{rows:,}", f"{read_s * 1e3:,.0f} ms", "1.00×")
    study_s, study = best_of(lambda: Study.of(city, profile))
    units = sum(len(study.gaps(level)) for level in Level)
    table.add_row("study: gaps of every level", f"{units:,}", f"{study_s * 1e3:,.0f} ms", f"{study_s / read_s:,.2f}×")
    console.print(table)
    console.print(f"most memory held: {peak_mb():,.0f} MB")
