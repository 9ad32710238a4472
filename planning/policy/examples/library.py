"""The worked examples that come with the product (算例库), by the rule that each is of."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from planning.policy.examples.example import Example
from planning.policy.examples.reading import example_files, read_examples

WORKED_EXAMPLES = Path(__file__).parents[1] / "worked_examples"


@cache
def library() -> Mapping[str, tuple[Example, ...]]:
    """Every example by rule id, in the order of the files; they never change while the product runs."""
    found: dict[str, list[Example]] = {}
    for path in example_files([WORKED_EXAMPLES]):
        for example in read_examples(path):
            found.setdefault(example.rule, []).append(example)
    return {rule_id: tuple(examples) for rule_id, examples in found.items()}
