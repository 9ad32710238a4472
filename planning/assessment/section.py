"""One section of an assessment (报告章节), and what all sections are made of."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planning.exchange.printed_table import PrintedTable
from planning.policy.rules.base import Rule
from planning.targets.progress import Progress


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, and tables below them."""

    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[PrintedTable, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return not self.sentences and not any(len(table) for table in self.tables)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the sections are made of: the two snapshots, their targets side by side, and what is reported on."""

    before: Progress
    after: Progress
    targets: pd.DataFrame
    scope: str

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that have targets, in the order of the profile."""
        dated = set(self.targets["rule_id"])
        return {rule.id: rule for rule in self.after.profile.rules if rule.id in dated}

    def clause(self, rule_id: str) -> str:
        """A rule's clause in short: the document's number in the list of sources, and the clause."""
        source = self.rules[rule_id].source
        places = [document.id for document in self.after.profile.documents]
        place = places.index(source.document.id) + 1 if source.document.id in places else 0
        return f"[{place}] {source.clause}" if place else source.brief()
