"""How long the sample city takes from its files to the gaps of every level (缺口)."""

from rich.console import Console
from rich.table import Table

from planning.accessibility.decay import Gaussian
from planning.model.city import City
from planning.model.codes import Level
from planning.policy.reading import load_profile
from planning.reach.point_reach import ReachQuestion
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.served.served import Served
from planning.study import Study
from scripts.benchmarks.timing import best_of, peak_mb

_WALK_M = 1_000.0


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
    table.add_row("study: gaps of every level", f"{units:,}", *told_beside(study_s, read_s))
    split_s, split = best_of(lambda: _reach_and_split(study))
    table.add_row("reach of every street, and the split", f"{len(split.by_point):,}", *told_beside(split_s, read_s))
    console.print(table)
    console.print(f"reading, study, reach and split: {read_s + study_s + split_s:,.2f} s (asked: under 5 s)")
    console.print(f"most memory held: {peak_mb():,.0f} MB (asked: under 1,500 MB)")


def _reach_and_split(study: Study) -> Served:
    """Walks along the network, reach by street with a Gaussian decay, and what becomes of every child."""
    walks = Walks.of(study.ground, limit_m=_WALK_M)
    Reached.of(study.ground, walks, level=Level.STREET, asked=ReachQuestion(_WALK_M, 1, Gaussian(_WALK_M)))
    return Served.of(study.ground, walks, uptake=study.profile.uptake)


def told_beside(seconds: float, measure_s: float) -> tuple[str, str]:
    """Milliseconds, and how many times the measure they are."""
    return f"{seconds * 1e3:,.0f} ms", f"{seconds / measure_s:,.2f}×"
