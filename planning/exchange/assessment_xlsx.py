"""An assessment as an Excel workbook (XLSX 报告): its sentences, its tables, and every target one by one."""

from planning.assessment.report import Assessment
from planning.assessment.target_section import change_table
from planning.exchange.printable import Cell
from planning.exchange.table_workbook import tables_to_xlsx
from planning.policy.clauses import DocumentStatus


def assessment_to_xlsx(assessment: Assessment) -> bytes:
    """Write an assessment with the sheet 说明 first: its span, its sentences, and the standing of every document."""
    notes: list[tuple[Cell, ...]] = [("报告", assessment.title), *assessment.opening()[:4]]
    notes += [
        (DocumentStatus.DRAFT.zh, f"《{item.title}》不具约束力，正式文本可能不同。") for item in assessment.drafts
    ]
    notes += [(section.heading, sentence) for section in assessment.sections for sentence in section.sentences]
    tables = [table for section in assessment.sections for table in section.tables]
    every = change_table(assessment.parts, assessment.parts.targets, title="逐项目标")
    return tables_to_xlsx([*tables, every], about=assessment.about, title=assessment.title, notes=notes)
