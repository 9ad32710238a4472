"""On which line of a profile a key stands (行号): found in the text by table, number, id and key."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from planning.errors import ProfileRefused

_HEAD = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_PLACE = re.compile(r"(?P<table>[\w-]+)(?:\[(?P<number>\d+)\])?(?: (?P<id>.+?))?(?:\.(?P<path>.+))?$")


@contextmanager
def lines_told(path: Path) -> Iterator[None]:
    """Give a refusal of the file `path` the line that its key stands on."""
    try:
        yield
    except ProfileRefused as refused:
        if refused.line is not None or refused.file != path.name or not path.is_file():
            raise
        raise refused.on_line(
            line_of(path.read_text(encoding="utf-8", errors="replace"), refused.key)
        ) from refused.__cause__


def line_of(text: str, key: str) -> int | None:
    """
    The line, from 1, of a key path such as `rule[3] GZ-07.source`; None where its table is not there.

    A key that is missing from its table has the line on which the table begins.
    """
    place = _PLACE.match(key)
    if place is None:
        return None
    lines = text.splitlines()
    block = _block(lines, place)
    if block is None:
        return _key_line(lines, place["table"], range(len(lines)))
    found = block.start
    for part in re.split(r"[. ]", place["path"] or ""):
        inside = None if not part or part.isdigit() else _key_line(lines, part, range(found, block.stop))
        found = found if inside is None else inside - 1
    return found + 1


def _block(lines: Sequence[str], place: re.Match[str]) -> range | None:
    """The lines of the table that is named, with the tables below it."""
    table = place["table"]
    heads = [(number, match[1]) for number, line in enumerate(lines) if (match := _HEAD.match(line))]
    starts = [number for number, name in heads if name == table]
    blocks = [range(start, _end(heads, start, table=table, last=len(lines))) for start in starts]
    if place["number"]:
        blocks = blocks[int(place["number"]) - 1 : int(place["number"])]
    elif place["id"]:
        named = re.compile(rf"\s*id\s*=\s*[\"']{re.escape(place['id'])}[\"']")
        # Of an id that stands twice the later one is at fault.
        blocks = [block for block in blocks if any(named.match(lines[number]) for number in block)][-1:]
    return blocks[0] if blocks else None


def _end(heads: Sequence[tuple[int, str]], start: int, *, table: str, last: int) -> int:
    return next((number for number, name in heads if number > start and not name.startswith(f"{table}.")), last)


def _key_line(lines: Sequence[str], key: str, within: range) -> int | None:
    written = re.compile(rf"(?:^|[{{,\s])[\"']?{re.escape(key)}[\"']?\s*=|^\s*\[\[?[\w.-]*\b{re.escape(key)}\s*\]")
    return next((number + 1 for number in within if written.search(lines[number].split(" #")[0])), None)
