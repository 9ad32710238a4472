"""The files of a folder that are no table of the plan (未用文件): each is named, for a figure in it is not read."""

import difflib
from collections.abc import Collection
from pathlib import Path
from typing import Final

from planning.exchange.notes import Notes, refusal, warning
from planning.model.tables import CITY_TABLES

WORKBOOKS: Final = (".xlsx", ".xls", ".xlsm", ".et")
_NAMES: Final = tuple(contract.name for contract in CITY_TABLES)
_BY_ZH: Final = {contract.zh: contract.name for contract in CITY_TABLES}
_KNOWN: Final = _NAMES + tuple(_BY_ZH)


def check_unused(names: Collection[str], *, read: Collection[str]) -> Notes:
    """
    Say of every file of a folder that it is not read.

    `names` are those of the files that no table is read from, without sub-folders; city.toml, hidden files and files
    whose name begins with README are passed over. A workbook with a table's name is refused as `xls-not-supported`,
    unless that table is among `read` already.
    """
    return Notes.together(_unused(name, read) for name in names if not _passed(name))


def workbook(name: str, *, table: str) -> Notes:
    """The refusal of a workbook that holds a table, with the remedy."""
    hint = (
        f"不能读取 Excel 文件，请另存为 CSV（UTF-8），命名为 {table}.csv"
        f" / Excel files are not read; save it as CSV (UTF-8) under the name {table}.csv"
    )
    return refusal(name, "xls-not-supported", hint=hint, value=Path(name).suffix)


def _passed(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README")


def _unused(name: str, read: Collection[str]) -> Notes:
    stem, suffix = Path(name).stem.strip(), Path(name).suffix.lower()
    table = stem.lower() if stem.lower() in _NAMES else _BY_ZH.get(stem, "")
    if table and suffix in WORKBOOKS and table not in read:
        return workbook(name, table=table)
    if table and table not in read and suffix not in WORKBOOKS:
        ending = suffix or ".csv"
        known, meant = f"；请改名为 {table}{ending}", f"; rename it to {table}{ending}"
    elif table:
        known, meant = f"；{table} 表已从另一文件读取", f"; the table {table} is read from another file"
    else:
        near = [_BY_ZH.get(match, match) for match in difflib.get_close_matches(stem, _KNOWN, n=1)]
        known = f"；是否应为 {near[0]}？" if near else ""
        meant = f"; did you mean {near[0]}?" if near else ""
    return warning(name, "file-unused", hint=f"不是城市数据表，未读取{known} / not a table of a city, not read{meant}")
