"""What an import read, mended and refused (导入报告), table by table and row by row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from planning.errors import Issue
from planning.model.city import City


@dataclass(frozen=True, slots=True)
class TableRead:
    """One file of the folder: the table it holds, how it was encoded, and the rows read from it."""

    table: str
    file: str
    encoding: str
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """
    The result of reading a city folder.

    `city` is None where anything was refused (one fault refuses the whole folder). `issues` are the faults, `warnings`
    what was mended or is doubtful; each names file, row, field and the remedy.
    """

    city: City | None
    issues: tuple[Issue, ...]
    warnings: tuple[Issue, ...]
    tables: tuple[TableRead, ...] = ()

    @property
    def rows_read(self) -> Mapping[str, int]:
        """Rows read by table name."""
        return {read.table: read.rows for read in self.tables}

    @property
    def accepted(self) -> bool:
        """Whether the folder became a city."""
        return self.city is not None

    def counts(self) -> Mapping[str, int]:
        """How many issues and warnings there are of each code, the most frequent first."""
        return dict(Counter(issue.code for issue in self.issues + self.warnings).most_common())

    def summary(self) -> str:
        """The report in one Chinese sentence."""
        rows = sum(self.rows_read.values())
        read = f"读取{len(self.tables)}张表、{rows}行"
        mended = f"提示{len(self.warnings)}条" if self.warnings else "没有提示"
        if not self.issues:
            return f"{read}；{mended}；没有错误，已接收。"
        return f"{read}；{mended}；错误{len(self.issues)}处，未接收，原有数据不变。"
