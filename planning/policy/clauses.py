"""A citation (条款出处): the document, the clause, and the few words that carry the figure."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from planning.model.codes import Code


class DocumentStatus(Code):
    """Whether a document binds (效力状态); a draft is named as one beside every result."""

    IN_FORCE = "in_force", "现行有效"
    IN_FORCE_PERIOD_ENDED = "in_force_period_ended", "规划期已满"
    IN_FORCE_UNCONFIRMED = "in_force_unconfirmed", "效力待核实"
    DRAFT = "draft", "征求意见稿"
    TEMPLATE = "template", "地区不详的样本"
    LOCAL = "local", "本地自定"


# Statuses under which the text may never have bound anyone, so a citation has to say so.
_SAID_ALOUD = frozenset({DocumentStatus.DRAFT, DocumentStatus.TEMPLATE, DocumentStatus.IN_FORCE_UNCONFIRMED})

# How well a figure's source was seen: V in the original, S quoted on another page, U from memory.
_MARKS = {"": "", "V": "", "S": "（据转引页面，未见原文）", "U": "（未核实；unverified）"}


class Document(BaseModel):
    """A policy document as a profile cites it; `status` is shown beside every result that rests on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    issuer: str
    number: str = ""
    dated: date | None = None
    status: DocumentStatus
    note: str = ""


class Clause(BaseModel):
    """
    One clause of a document, or one row of a standard, that a number comes from.

    `mark` says how the source was seen: V verified, S on a secondary page, U unverified; empty for a document itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule_id: str = ""
    document: Document
    clause: str
    quote: str = ""
    mark: Literal["", "V", "S", "U"] = ""

    def brief(self) -> str:
        """The citation without its quote: document, number, status where it matters, clause, and how it was seen."""
        number = f" {self.document.number}" if self.document.number else ""
        status = self.document.status
        unsaid = status in _SAID_ALOUD and status.zh not in self.document.title
        return (
            f"《{self.document.title}》{number}{f'（{status.zh}）' if unsaid else ''} {self.clause}{_MARKS[self.mark]}"
        )

    def cite(self) -> str:
        """The citation in one line: document, number, clause, and the words that carry the figure."""
        return f"{self.brief()}「{self.quote}」" if self.quote else self.brief()
