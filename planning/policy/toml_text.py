"""Profile files as text (方案文本): TOML with exact decimals, and faults told by line and key."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planning.errors import ProfileRefused
from planning.policy.nearest import nearest

_LINE = re.compile(r"at line (\d+)")
# Keys of a rule that the numbers of the place fill in; nobody writes them.
NOT_WRITTEN = frozenset({"supplied_by", "weights"})

_TWICE = ("Cannot overwrite a value", "Duplicate inline table key", "Cannot declare")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_toml(path: Path) -> dict[str, Any]:
    """The tables of a file, its decimals as `Decimal`; raises ProfileRefused with the line that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ProfileRefused(file=path.name, key="(file)", remedy="there is no such file; check the path") from error
    except UnicodeDecodeError as error:
        raise ProfileRefused(file=path.name, key="(file)", remedy="not UTF-8; save it as UTF-8") from error
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path.name, text, error) from error


def tables(data: Mapping[str, Any], key: str, *, file: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The tables called `key`, numbered from 1; one alone is the first. Raises ProfileRefused for anything else."""
    found = data.get(key, [])
    listed = found if isinstance(found, list) else [found]
    if any(not isinstance(item, Mapping) for item in listed):
        raise ProfileRefused(file=file, key=key, remedy=f"write it as a table: [[{key}]]")
    return list(enumerate(listed, start=1))


def _unreadable(file: str, text: str, error: tomllib.TOMLDecodeError) -> ProfileRefused:
    found = _LINE.search(str(error))
    lines = text.splitlines()
    number = int(found.group(1)) if found else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    key = line.split("=")[0].strip() if "=" in line else ""
    place = f"line {number}" + (f" {_table_above(lines, number)}{key}" if key else "")
    if "date" in str(error).lower() and (day := _DATE.search(line)):
        return ProfileRefused(
            file=file, key=place, remedy=f"{day.group()} is not in the calendar; write a day that exists"
        )
    if any(word in str(error) for word in _TWICE):
        return ProfileRefused(file=file, key=place, remedy="stands twice; keep one of them")
    return ProfileRefused(file=file, key=place, remedy=f"not TOML: {error}; correct this line")


def _table_above(lines: list[str], number: int) -> str:
    """The table a line stands in and how many of its name came before: `rule[3] GZ-07.`."""
    heads = [place for place in range(number) if lines[place].startswith("[")]
    if not heads:
        return ""
    head = lines[heads[-1]].split("#")[0].strip()
    name = head.strip("[]").strip()
    count = sum(lines[place].split("#")[0].strip() == head for place in heads)
    inside = (line for line in lines[heads[-1] + 1 : number])
    named = next((line.split("=")[1].strip().strip('"') for line in inside if re.match(r"id\s*=", line)), "")
    return f"{name}{f'[{count}]' if head.startswith('[[') else ''}{f' {named}' if named else ''}."


def refusal(error: ValidationError, *, file: str, where: str, known: tuple[str, ...] = ()) -> ProfileRefused:
    """The first fault of a table as ProfileRefused, with its key path and what to write instead."""
    return refusals(error, file=file, where=where, known=known)[0]


def refusals(
    error: ValidationError, *, file: str, where: str, known: tuple[str, ...] = ()
) -> tuple[ProfileRefused, ...]:
    """Every fault of a table as ProfileRefused, each with its key path and what to write instead."""
    written = tuple(name for name in known if name not in NOT_WRITTEN)
    return tuple(_refused(fault, file=file, where=where, known=written) for fault in error.errors())


def _refused(fault: Mapping[str, Any], *, file: str, where: str, known: tuple[str, ...]) -> ProfileRefused:
    path = ".".join(str(part) for part in fault["loc"])
    return ProfileRefused(
        file=file, key=f"{where}.{path}" if path else where, remedy=_remedy(fault, path=path, known=known)
    )


def _remedy(fault: Mapping[str, Any], *, path: str, known: tuple[str, ...]) -> str:
    kind, given = fault["type"], fault["input"]
    if kind == "missing" or (kind == "string_type" and given is None):
        return "is missing; add it"
    if kind == "extra_forbidden":
        top = len(fault["loc"]) == 1 and known
        return f"unknown key; {nearest(path, known)}" if top else "unknown key; check its spelling"
    if kind == "less_than_equal" and fault["ctx"]["le"] == 1 and isinstance(given, int | Decimal):
        return f"a share runs from 0 to 1; write {Decimal(given) / 100:f}, not {given}"
    said = str(fault["msg"]).removeprefix("Value error, ")
    return f"{said}; it is {given!r:.80}" if path else said
