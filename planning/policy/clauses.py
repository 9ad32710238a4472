"""A citation (条款出处): the document, the clause, and the few words that carry the figure."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A policy document as a profile cites it; `status` is shown beside every result that rests on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    issuer: str
    number: str = ""
    dated: date | None = None
    status: str
    note: str = ""


class Clause(BaseModel):
    """One clause of a document, or one row of a standard, that a number comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule_id: str = ""
    document: Document
    clause: str
    quote: str = ""

    def cite(self) -> str:
        """The citation in one line: document, number, clause, and the words that carry the figure."""
        number = f" {self.document.number}" if self.document.number else ""
        draft = f"（{self.document.status}）" if self.document.status == "draft" else ""
        words = f"「{self.quote}」" if self.quote else ""
        return f"{self.document.title}{number}{draft} {self.clause}{words}"
