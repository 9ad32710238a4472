"""How a number came about (计算依据): inputs, the formula filled in, and the clause, readable and recomputable."""

from dataclasses import dataclass
from datetime import date

from planning.policy.clauses import Clause


@dataclass(frozen=True, slots=True)
class Input:
    """One number that went in, and the row it stands in: table, key, source and date."""

    name: str
    value: str
    unit: str = ""
    table: str = ""
    key: str = ""
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step of arithmetic.

    `says` is a Chinese sentence that can be pasted into a report; `formula` is in words, `filled` the same with the
    numbers in it, `result` what comes out. `basis` is a label such as "apportioned" or "derived" where one is owed.
    """

    key: str
    says: str
    formula: str
    filled: str
    result: str
    unit: str = ""
    basis: str = ""
    inputs: tuple[Input, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All steps behind the finding of one area on one day, with the data revision they rest on."""

    area_id: str
    name: str
    level: str
    on: date
    profile: str
    revision: str
    notice: str
    steps: tuple[Step, ...]

    def sentences(self) -> tuple[str, ...]:
        """The steps as Chinese sentences, in order."""
        return tuple(step.says for step in self.steps)
