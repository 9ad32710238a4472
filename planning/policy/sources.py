"""Where the numbers of a profile come from (依据): its documents, and the clauses that its tables cite."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from planning.errors import ProfileRefused
from planning.policy.clauses import Clause, Document
from planning.policy.printed_table import PrintedTable
from planning.policy.profile import Profile
from planning.policy.toml_text import refusal, tables


@dataclass(frozen=True, slots=True)
class Sources:
    """
    The documents, clauses and printed tables of one file, by id.

    `borrowed` are the clauses of adopted profiles' rules, to be cited.
    """

    file: str
    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    borrowed: Mapping[str, Clause]
    tables: Mapping[str, PrintedTable] = field(default_factory=dict)

    def clause(self, raw: Any, *, where: str, rule_id: str) -> Clause:
        """
        The clause that a table gives as `source`: the id of a `[[clause]]`, or a document with the clause in it.

        Raises ProfileRefused where there is none, or where it names a document or clause that is not there.
        """
        key = f"{where}.source"
        if raw is None:
            remedy = 'a number needs a source; add source = { document = "…", clause = "…", quote = "…" }'
            raise ProfileRefused(file=self.file, key=key, remedy=remedy)
        if isinstance(raw, str):
            return self._cited(raw, key=key)
        if not isinstance(raw, Mapping):
            raise ProfileRefused(file=self.file, key=key, remedy="give a table, or the id of a clause")
        document = str(raw.get("document", ""))
        if document not in self.documents:
            remedy = f"no document {document!r}; choose from: {', '.join(self.documents)}, or add a [[document]]"
            raise ProfileRefused(file=self.file, key=f"{key}.document", remedy=remedy)
        fields = {"rule_id": rule_id, **raw, "document": self.documents[document]}
        try:
            return Clause.model_validate(fields)
        except ValidationError as error:
            raise refusal(error, file=self.file, where=key, known=tuple(Clause.model_fields)) from error

    def table(self, name: str, *, where: str) -> PrintedTable:
        """The printed table that a rule names; raises ProfileRefused where there is none."""
        if name not in self.tables:
            remedy = f"no table {name!r}; choose from: {', '.join(self.tables) or '(none)'}, or add a [[table]]"
            raise ProfileRefused(file=self.file, key=f"{where}.printed", remedy=remedy)
        return self.tables[name]

    def _cited(self, clause_id: str, *, key: str) -> Clause:
        known = {**self.borrowed, **self.clauses}
        if clause_id not in known:
            remedy = f"no clause {clause_id!r}; choose from: {', '.join(known)}, or give a table"
            raise ProfileRefused(file=self.file, key=key, remedy=remedy)
        return known[clause_id]


def read_sources(data: Mapping[str, Any], *, file: str, lent: Iterable[Profile]) -> Sources:
    """The documents and clauses of a file, together with those of the profiles it adopts from."""
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    borrowed: dict[str, Clause] = {}
    for profile in lent:
        documents |= {document.id: document for document in profile.documents}
        clauses |= {clause.rule_id: clause for clause in profile.clauses}
        borrowed |= {rule.id: rule.source for rule in profile.written}
    for number, raw in tables(data, "document", file=file):
        try:
            document = Document.model_validate(raw)
        except ValidationError as error:
            where = f"document[{number}] {raw.get('id', '(no id)')}"
            raise refusal(error, file=file, where=where, known=tuple(Document.model_fields)) from error
        documents[document.id] = document
    sources = Sources(file=file, documents=documents, clauses=clauses, borrowed=borrowed)
    for number, raw in tables(data, "clause", file=file):
        clause_id = str(raw.get("id", ""))
        where = f"clause[{number}] {clause_id or '(no id)'}"
        if not clause_id:
            raise ProfileRefused(file=file, key=f"{where}.id", remedy="is missing; add it")
        rest = {key: value for key, value in raw.items() if key != "id"}
        clauses[clause_id] = sources.clause(rest, where=where, rule_id=clause_id)
    return replace(sources, tables=_printed(data, sources))


def _printed(data: Mapping[str, Any], sources: Sources) -> dict[str, PrintedTable]:
    """The `[[table]]`s of a file, by id; an id that stands twice is refused."""
    found: dict[str, PrintedTable] = {}
    for number, raw in tables(data, "table", file=sources.file):
        where = f"table[{number}] {raw.get('id', '(no id)')}"
        source = sources.clause(raw.get("source"), where=where, rule_id=str(raw.get("id", "")))
        try:
            table = PrintedTable.model_validate({**raw, "source": source})
        except ValidationError as error:
            raise refusal(error, file=sources.file, where=where, known=tuple(PrintedTable.model_fields)) from error
        if table.id in found:
            raise ProfileRefused(file=sources.file, key=where, remedy="the id stands twice; give one another")
        found[table.id] = table
    return found
