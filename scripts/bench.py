"""
How fast the analysis is (性能), told as ratios to another way of doing the same, measured in the same run.

Seconds depend on the machine; the ratio hardly does. Each pair first has to give the same answer. The first table sets
whole columns against a plainer way, the second the measures of reach against the libraries that are known for them;
the next follows the sample city from its files to the gaps of every level, and the last judges every rule of a profile
over it, and over as many copies of it as make a province, each with the memory it took at most.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from rich.console import Console  # noqa: E402

from planning.exchange.city_folder import read_city_folder  # noqa: E402
from scripts.benchmarks.catchment_peers import catchment_peers  # noqa: E402
from scripts.benchmarks.cell_peers import cell_peers  # noqa: E402
from scripts.benchmarks.every_rule import every_rule  # noqa: E402
from scripts.benchmarks.network_peers import network_peers  # noqa: E402
from scripts.benchmarks.peers import compare_with_peers  # noqa: E402
from scripts.benchmarks.plain_ways import compare, plain_pairs  # noqa: E402
from scripts.benchmarks.sample_city import end_to_end  # noqa: E402
from scripts.benchmarks.timing import best_of  # noqa: E402

SAMPLE = ROOT / "sample_data" / "demo_city"
PEERS = (cell_peers, catchment_peers, network_peers)  # a subject each; every one gives its pairs at a scale
LOG_COLUMNS = 160  # so that a table in a log is not folded
TABLES = ("plain", "peers", "city", "rules")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast the analysis is.")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="size of the peers' data, 1 for full (for trying: 0.1)"
    )
    parser.add_argument("--only", choices=TABLES, action="append", help="a table to measure; may be repeated")
    options = parser.parse_args()
    tables = options.only or TABLES
    if len(tables) > 1:
        # The most memory held is a process's own, so each table gets one.
        for table in tables:
            subprocess.run([sys.executable, __file__, "--only", table, "--scale", str(options.scale)], check=True)
        return
    measure(tables[0], scale=options.scale)


def measure(table: str, *, scale: float) -> None:
    console = Console(width=None if sys.stdout.isatty() else LOG_COLUMNS)
    read_s, city = best_of(lambda: read_city_folder(SAMPLE))
    if table == "plain":
        compare(plain_pairs(city), console)
    if table == "peers":
        compare_with_peers((pair for subject in PEERS for pair in subject(scale)), console)
    if table == "city":
        end_to_end(city, read_s, console=console)
    if table == "rules":
        every_rule(city, console)


if __name__ == "__main__":
    main()
