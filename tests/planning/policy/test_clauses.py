"""A citation says in one line what it rests on, and how far that holds."""

import pytest

from planning.policy.clauses import Clause, Document

DRAFT = Document(id="d", title="某市方案（征求意见稿）", issuer="某市", status="draft")
SAMPLE = Document(id="s", title="某方案", issuer="（未署地区）", status="template")
STANDARD = Document(id="n", title="某标准", issuer="某部", number="某发〔2019〕1号", status="in_force")


@pytest.mark.parametrize(
    ("clause", "line"),
    [
        (Clause(document=STANDARD, clause="第一条", quote="至少一处"), "《某标准》 某发〔2019〕1号 第一条「至少一处」"),
        (Clause(document=DRAFT, clause="二"), "《某市方案（征求意见稿）》 二"),
        (Clause(document=SAMPLE, clause="二"), "《某方案》（地区不详的样本） 二"),
        (
            Clause(document=STANDARD, clause="3.1", mark="S"),
            "《某标准》 某发〔2019〕1号 3.1（据转引页面，未见原文）",
        ),
        (Clause(document=STANDARD, clause="3.1", mark="U"), "《某标准》 某发〔2019〕1号 3.1（未核实；unverified）"),
        (Clause(document=STANDARD, clause="3.1", mark="V"), "《某标准》 某发〔2019〕1号 3.1"),
    ],
)
def test_a_citation_names_document_status_clause_and_how_it_was_seen(clause: Clause, line: str) -> None:
    assert clause.cite() == line
