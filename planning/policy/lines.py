"""On which line of a profile a key stands (行号): found in the text by table, number, id and key."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planning.errors import ProfileRefused

_HEAD = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_ID = re.compile(r"\s*id\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(r"(?P<table>[\w-]+)(?:\[(?P<number>\d+)\])?(?P<sign>[ .]?)(?P<rest>.*)$")


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


@dataclass(frozen=True, slots=True)
class Place:
    """A key path taken apart: the table, its number from 1 where it has one, and what follows (an id, or keys)."""

    table: str
    number: int | None
    named: bool
    rest: str

    @classmethod
    def of(cls, key: str) -> "Place | None":
        """The place that a key path such as `rule[3] GZ-07.source` or `reading 7.1.rules` names."""
        match = _PLACE.match(key)
        if match is None:
            return None
        number = int(match["number"]) if match["number"] else None
        return cls(match["table"], number, match["sign"] == " ", match["rest"])

    def is_of(self, item_id: str) -> bool:
        """Whether the entry called `item_id` is meant; an id may have dots in it."""
        return self.named and (self.rest == item_id or self.rest.startswith(f"{item_id}."))

    def path(self, item_id: str) -> str:
        """The keys inside the entry called `item_id`, with dots between them; empty for the entry itself."""
        if not self.named:
            return self.rest
        return self.rest.removeprefix(item_id if self.is_of(item_id) else "(no id)").removeprefix(".")


def line_of(text: str, key: str) -> int | None:
    """
    The line, from 1, of a key path such as `rule[3] GZ-07.source`; None where its table is not there.

    A key that is missing from its table has the line on which the table begins.
    """
    place = Place.of(key)
    if place is None:
        return None
    lines = text.splitlines()
    heads = [(number, match[1]) for number, line in enumerate(lines) if (match := _HEAD.match(line))]
    if all(name != place.table for _, name in heads):
        return _key_line(lines, place.table, range(len(lines)))
    block = _block(lines, heads, place=place)
    if block is None:
        return None
    found = block.start
    for part in re.split(r"[. ]", place.path(_id_of(lines, block))):
        inside = None if not part or part.isdigit() else _key_line(lines, part, range(found, block.stop))
        found = found if inside is None else inside - 1
    return found + 1


def _block(lines: Sequence[str], heads: Sequence[tuple[int, str]], *, place: Place) -> range | None:
    """The lines of the table that is named, with the tables below it; of an id that stands twice the later one."""
    starts = [number for number, name in heads if name == place.table]
    blocks = [range(start, _end(heads, start, table=place.table, last=len(lines))) for start in starts]
    if place.number is not None:
        blocks = blocks[place.number - 1 : place.number]
    elif place.named:
        blocks = [block for block in blocks if place.is_of(_id_of(lines, block))][-1:]
    return blocks[0] if blocks else None


def _id_of(lines: Sequence[str], block: range) -> str:
    found = (_ID.match(lines[number]) for number in block)
    return next((match[1] for match in found if match), "")


def _end(heads: Sequence[tuple[int, str]], start: int, *, table: str, last: int) -> int:
    return next((number for number, name in heads if number > start and not name.startswith(f"{table}.")), last)


def _key_line(lines: Sequence[str], key: str, within: range) -> int | None:
    """The line that writes `key`, else the one that has it as a value (an option is named by the value of its key)."""
    name = re.escape(key)
    head = rf"^\s*\[\[?[\w.-]*\b{name}\s*\]"
    for pattern in (rf"(?:^|[{{,\s])[\"']?{name}[\"']?\s*=|{head}", rf"key\s*=\s*[\"']{name}[\"']"):
        for number in within:
            if re.search(pattern, lines[number].split(" #")[0]):
                return number + 1
    return None
