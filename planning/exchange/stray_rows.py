"""Rows of a printed table that are no rows of data (标题行与合计行): titles above the headings, and totals."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from planning.exchange.notes import Notes, Spot, refusal
from planning.exchange.raw import RawTable, normal_heading
from planning.model.contracts import Kind, TableContract

# No table of a city has fewer columns to be filled: a row with less is a title, not a row of headings.
_FEWEST_HEADINGS: Final = 3
_LOOKED_AT: Final = 10
_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计", "总数", "全市合计", "全区合计", "total", "subtotal", "sum"})
_NAMES: Final = frozenset({"name", "名称", "区划名称", "地区", "单位", "序号"})


def check_title(records: Sequence[Sequence[str]], file: str) -> Notes:
    """Refuse a table whose headings stand below a title or blank rows as `title-row`; `records` begin with row 1."""
    filled = [sum(bool(cell.strip()) for cell in record) for record in records[:_LOOKED_AT]]
    below = next((place for place, count in enumerate(filled) if count >= _FEWEST_HEADINGS), 0)
    if below == 0:
        return Notes()
    title = next((cell for record in records[:below] for cell in record if cell.strip()), "")
    rows = "第1行" if below == 1 else f"第1—{below}行"
    hint = (
        f"{rows}不是表头；请删去，使第{below + 1}行的表头成为第1行"
        f" / no headings above row {below + 1}; delete what stands above, so that the headings are row 1"
    )
    return refusal(file, "title-row", hint=hint, row=1, value=title)


def without_totals(raw: RawTable, contract: TableContract, *, headings: dict[str, str]) -> tuple[RawTable, Notes]:
    """
    Refuse rows that sum up others as `totals-row`, and leave them out, so that they are not faulted cell by cell.

    A row is one where an id, or a name, reads 合计, 总计 or 小计. `headings` are those matched to the contract.
    """
    ids = [column.name for column in contract.columns if column.kind is Kind.ID]
    looked_at = {headings[name] for name in (*ids, "name") if name in headings}
    looked_at |= {str(name) for name in raw.cells.columns if normal_heading(str(name)) in _NAMES}
    if not looked_at or raw.cells.columns.has_duplicates:
        return raw, Notes()
    words = raw.cells[sorted(looked_at)].astype("str")
    plain = words.apply(lambda cells: cells.str.replace(r"[\s:：]", "", regex=True).str.lower())
    totals = plain.isin(_TOTALS)
    mask = totals.any(axis="columns")
    if not mask.any():
        return raw, Notes()
    shown = words.where(totals).bfill(axis="columns").iloc[:, 0]
    number = raw.rows.astype("str")
    hint = "第" + number + "行是合计，不是数据；请删去该行 / row " + number + " is a total, not data; delete the row"
    notes = Spot(raw.file, "", raw.rows, shown).refuse(mask, code="totals-row", hint=hint)
    kept = ~mask
    return replace(
        raw,
        cells=raw.cells[kept].reset_index(drop=True),
        rows=raw.rows[kept].reset_index(drop=True),
        shapes=None if raw.shapes is None else raw.shapes[kept].reset_index(drop=True),
    ), notes
