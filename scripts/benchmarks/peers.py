"""How much faster a measure is than the well-known library (同类软件) that gives the same answer."""

import math
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from scripts.benchmarks.timing import best_after, best_of, peak_mb


@dataclass(frozen=True, slots=True)
class Peer:
    """
    One question answered twice on one core: by `ours`, from bare columns, and by `theirs`, from frames ready-made.

    `prepare` makes a peer's frames anew for each run, outside the measured time, so that no run finds an index that
    the one before it left behind. `asked` is the ratio that ours is held to.
    """

    work: str
    size: str
    peer: str
    asked: float
    ours: Callable[[], Any]
    prepare: Callable[[], Any]
    theirs: Callable[[Any], Any]
    same: Callable[[Any, Any], bool]


def compare_with_peers(pairs: Iterable[Peer], console: Console) -> None:
    """Measure the pairs one by one and print their ratios; ends with an error where two answers differ."""
    table = Table("work", "size", "peer", title="ours against the peers")
    for heading in ("ours", "theirs", "ratio", "asked"):
        table.add_column(heading, justify="right")
    for pair in pairs:
        ours_s, theirs_s = measured(pair)
        ratio = theirs_s / ours_s
        mark = "" if ratio >= pair.asked else " short"
        times = (told(ours_s), told(theirs_s), f"{ratio:,.1f}×{mark}", f"{pair.asked:,.1f}×")
        table.add_row(pair.work, pair.size, pair.peer, *times)
    console.print(table)
    console.print(f"most memory held: {peak_mb():,.0f} MB")


def measured(pair: Peer) -> tuple[float, float]:
    """Seconds of ours and of theirs, after both gave the same answer."""
    ours_s, answer = best_of(pair.ours)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a peer says of the libraries below it is not ours to mend
        theirs_s, expected = best_after(pair.prepare, pair.theirs)
    if not pair.same(answer, expected):
        raise SystemExit(f"{pair.work}: ours and {pair.peer} give different answers")
    return ours_s, theirs_s


def told(seconds: float) -> str:
    """Seconds, in milliseconds where they are few."""
    return f"{seconds:,.2f} s" if math.ceil(seconds * 10) > 1 else f"{seconds * 1e3:,.2f} ms"
