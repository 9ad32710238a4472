"""How long a piece of work takes, and how much memory the process has held."""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

FEWEST, MOST = 3, 30  # rounds
ENOUGH_S = 3.0  # short work is repeated so long, as others may be using the machine


def best_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of some runs in seconds, and the answer."""
    return best_after(lambda: None, lambda _: work())


def best_after(prepare: Callable[[], Any], work: Callable[[Any], Any]) -> tuple[float, Any]:
    """The same for work on something that is prepared anew for each run, outside the measured time."""
    seconds: list[float] = []
    answer = None
    while len(seconds) < FEWEST or (sum(seconds) < ENOUGH_S and len(seconds) < MOST):
        prepared = prepare()
        start = time.perf_counter()
        answer = work(prepared)
        seconds.append(time.perf_counter() - start)
    return min(seconds), answer


def peak_mb() -> float:
    """The most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
