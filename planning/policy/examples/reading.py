"""From TOML to worked examples (读取算例): every fault is told with file, line, example and remedy."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planning.errors import ExampleRefused, ProfileRefused
from planning.policy.examples.example import CheckRow, Example, Expected, StatementRow
from planning.policy.nearest import nearest
from planning.policy.toml_text import parse_toml

_HEAD = "[[example]]"


def example_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """
    The files that are named, and below the folders that are every `.toml` with an example in it.

    Raises ExampleRefused for what is neither, and for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ExampleRefused(file=str(path), where="(file)", remedy="there is no such file or folder")
        below = sorted(file for file in path.rglob("*.toml") if _lines(file)) if path.is_dir() else [path]
        if not below:
            raise ExampleRefused(file=str(path), where="(folder)", remedy=f"no file in it has {_HEAD}")
        found += below
    return tuple(dict.fromkeys(found))


def read_examples(path: Path) -> tuple[Example, ...]:
    """The examples of one file, in order; raises ExampleRefused for the first fault."""
    sound, faults = examples_and_faults(path)
    if faults:
        raise faults[0]
    return sound


def examples_and_faults(path: Path) -> tuple[tuple[Example, ...], tuple[ExampleRefused, ...]]:
    """
    The examples of a file that can be held against a rule, and every fault of those that cannot.

    Raises ExampleRefused for a file that is no list of examples at all.
    """
    try:
        data = parse_toml(path)
    except ProfileRefused as refused:
        raise ExampleRefused(file=path.name, where=refused.key, remedy=refused.remedy) from refused
    if unknown := [key for key in data if key != "example"]:
        raise ExampleRefused(
            file=path.name, where=unknown[0], remedy="unknown key; a file holds [[example]] tables alone"
        )
    raw = data.get("example", [])
    if not isinstance(raw, list) or not raw:
        raise ExampleRefused(file=path.name, where="example", remedy=f"no example; begin each with {_HEAD}")
    lines = _lines(path)
    sound: list[Example] = []
    faults: list[ExampleRefused] = []
    for item, line in zip(raw, lines, strict=True):
        try:
            sound.append(Example.model_validate(dict(item)))
        except ValidationError as error:
            faults += [_refusal(fault, item, path=path, line=line) for fault in error.errors()]
    return tuple(sound), tuple(faults)


def _lines(path: Path) -> list[int]:
    """The line on which each example begins."""
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [number for number, line in enumerate(text, start=1) if line.split("#")[0].strip() == _HEAD]


def _refusal(fault: Mapping[str, Any], raw: Mapping[str, Any], *, path: Path, line: int) -> ExampleRefused:
    key = ".".join(str(part) for part in fault["loc"])
    where = f"line {line} “{raw.get('title', '(no title)')}”" + (f" {key}" if key else "")
    return ExampleRefused(file=path.name, where=where, remedy=_remedy(fault))


def _remedy(fault: Mapping[str, Any]) -> str:
    if fault["type"] == "missing":
        return "is missing; add it"
    if fault["type"] == "extra_forbidden":
        known = _KNOWN.get(str(fault["loc"][0]) if len(fault["loc"]) > 1 else "", tuple(Example.model_fields))
        return f"unknown key; {nearest(str(fault['loc'][-1]), known)}"
    said = str(fault["msg"]).removeprefix("Value error, ")
    return said if fault["type"] == "value_error" else f"{said}; it is {fault['input']!r:.80}"


_KNOWN = {
    "findings": tuple(Expected.model_fields),
    "statements": tuple(StatementRow.model_fields),
    "checks": tuple(CheckRow.model_fields),
}
