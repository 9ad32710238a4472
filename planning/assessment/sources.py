"""The section of sources (依据): the documents with their standing, and the clause of every target."""

from planning.assessment.section import Parts, Section
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.policy.clauses import DocumentStatus

_DOCUMENTS = (
    OutputColumn("place", "序号", Show.COUNT),
    OutputColumn("title", "文件", Show.TEXT),
    OutputColumn("number", "文号", Show.TEXT),
    OutputColumn("issuer", "发文机关", Show.TEXT),
    OutputColumn("dated", "日期", Show.DAY),
    OutputColumn("standing", "效力", Show.TEXT),
)
_CLAUSES = (
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("rule", "目标", Show.TEXT),
    OutputColumn("standard", "要求", Show.TEXT),
    OutputColumn("force", "约束力", Show.TEXT),
    OutputColumn("cite", "条款", Show.TEXT),
    OutputColumn("standing", "文件效力", Show.TEXT),
)


def sources(parts: Parts) -> Section:
    """Every document of the profile, and the clause of every rule that has a target."""
    documents = [
        (place, item.title, item.number or None, item.issuer, item.dated, item.status.zh)
        for place, item in enumerate(parts.after.profile.documents, start=1)
    ]
    clauses = [
        (
            rule.id,
            rule.name,
            rule.standard(),
            rule.modality.zh,
            "；".join(clause.cite() for clause in rule.clauses),
            rule.source.document.status.zh,
        )
        for rule in parts.rules.values()
    ]
    drafts = [item for item in parts.after.profile.documents if item.status is DocumentStatus.DRAFT]
    sentences = tuple(f"《{item.title}》为{item.status.zh}，不具约束力，正式文本可能不同。" for item in drafts)
    tables = (
        PrintedTable.of_rows("政策文件", documents, columns=_DOCUMENTS),
        PrintedTable.of_rows("条款", clauses, columns=_CLAUSES),
    )
    return Section("依据", sentences, tables)
