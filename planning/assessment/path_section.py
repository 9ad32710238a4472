"""The section of paths (托位路径): what the city and each district owe by each date, and what they had on both days."""

from datetime import date

from planning.assessment.section import Parts, Section
from planning.exchange.labels import label
from planning.exchange.printable import Cell
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.numerals import number
from planning.targets.path import KnownPlaces, Path

_PATHS = (
    OutputColumn("name", "单元", Show.TEXT),
    OutputColumn("on", "期限", Show.DAY),
    OutputColumn("rule_id", "规则", Show.TEXT),
    OutputColumn("due", "应有托位", Show.COUNT, "个"),
    OutputColumn("basis", "应有托位依据", Show.TEXT),
    OutputColumn("places_then", "起点托位", Show.COUNT, "个"),
    OutputColumn("places_now", "报告日托位", Show.COUNT, "个"),
    OutputColumn("change", "变化", Show.COUNT, "个"),
    OutputColumn("path_state", "报告日状态", Show.TEXT),
)


def path_section(parts: Parts) -> Section:
    """The paths of both snapshots side by side; a day that nobody speaks for has no number."""
    earlier = {path.area_id: path for path in parts.before.paths}
    sentences = tuple(_sentence(path, earlier.get(path.area_id, path), parts) for path in parts.after.paths[:1])
    rows = [row for path in parts.after.paths for row in _rows(path, earlier.get(path.area_id, path), parts)]
    return Section("托位路径", sentences, (PrintedTable.of_rows("托位路径", rows, columns=_PATHS),))


def _rows(path: Path, earlier: Path, parts: Parts) -> list[tuple[Cell, ...]]:
    then, now = earlier.known_on(parts.before.on), path.known_on(parts.after.on)
    return [
        (
            path.name,
            one.on,
            one.rule_id,
            one.required,
            label("required_basis", one.basis),
            then.places if then else None,
            now.places if now else None,
            _change(then, now),
            one.state.zh,
        )
        for one in path.due
    ]


def _change(then: KnownPlaces | None, now: KnownPlaces | None) -> int | None:
    """The difference of two exact numbers."""
    return now.places - then.places if then and now and then.exact and now.exact else None


def _sentence(path: Path, earlier: Path, parts: Parts) -> str:
    """The first path in words."""
    then, now = earlier.known_on(parts.before.on), path.known_on(parts.after.on)
    due = "；".join(f"{one.on}应有{number(one.required)}个，{one.state.zh}" for one in path.due)
    change = _change(then, now)
    moved = f"，{'增加' if change >= 0 else '减少'}{number(abs(change))}个" if change is not None else ""
    older = ""
    if now is None and path.known:
        last = path.known[-1]
        older = f"最近一次为{last.on}的{number(last.places)}个，不能据以判定。"
    there = f"{_known(then, parts.before.on)}，{_known(now, parts.after.on)}"
    return f"{path.name}托位：{there}{moved}。{older}{due}{'。' if due else ''}"


def _known(known: KnownPlaces | None, on: date) -> str:
    if known is None:
        return f"{on}没有数据"
    return f"{on}为{'' if known.exact else '至少'}{number(known.places)}个"
