"""What one profile says otherwise than another (方案对比): rules, numbers, readings, documents, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from planning.model.codes import Code
from planning.policy.clauses import Clause
from planning.policy.profile import Profile


class Change(Code):
    """How an entry differs (差异)."""

    ADDED = "added", "新增"
    REMOVED = "removed", "删去"
    CHANGED = "changed", "改动"


class Part(Code):
    """The part of a profile that differs (部分)."""

    PROFILE = "profile", "方案"
    RULE = "rule", "规则"
    PARAMETER = "parameter", "本地参数"
    READING = "reading", "读法"
    DOCUMENT = "document", "文件"
    CLAUSE = "clause", "条款"
    SUPPLY = "supply", "供给口径"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry or one key of it: what each of two profiles says; empty where one says nothing."""

    part: Part
    id: str
    change: Change
    key: str
    first: str
    second: str


def differences(first: Profile, second: Profile) -> tuple[Difference, ...]:
    """
    Everything that two profiles say differently, part by part; rules as they are written, before any reading.

    An entry that only one of them has is one difference under its name; an entry of both is compared key by key, with
    dotted keys for what lies deeper (`filter.0.min_residents`, `source.clause`).
    """
    return tuple(
        difference for part in Part for difference in _compared(part, _entries(first, part), _entries(second, part))
    )


def _entries(profile: Profile, part: Part) -> dict[str, Any]:
    """The entries of a part by id."""
    if part is Part.PROFILE:
        return {"": {key: getattr(profile, key) for key in ("profile_id", "name", "name_en", "status", "note")}}
    if part is Part.SUPPLY:
        routes: dict[str, Any] = {}
        for route in profile.supply.routes:
            kinds = "、".join(route.kinds)
            # Several routes may be of the same kinds.
            again = sum(name.partition("#")[0] == kinds for name in routes)
            routes[f"{kinds}#{again + 1}" if again else kinds] = route
        return routes
    if part is Part.CLAUSE:
        return {clause.rule_id: clause for clause in profile.clauses}
    if part is Part.OTHER:
        singles = {
            name: getattr(profile, name) for name in ("circles", "reach", "walking", "detour", "uptake", "apportion")
        }
        classes = {f"class {item.place_class}": item for item in profile.classes}
        return {name: item for name, item in (singles | classes).items() if item is not None}
    listed: Mapping[Part, tuple[Any, ...]] = {
        Part.RULE: profile.written,
        Part.PARAMETER: profile.parameters,
        Part.READING: profile.readings,
        Part.DOCUMENT: profile.documents,
    }
    return {item.id: item for item in listed[part]}


def _compared(part: Part, first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[Difference]:
    for entry in dict.fromkeys((*first, *second)):
        if entry not in second:
            yield Difference(part, entry, Change.REMOVED, "", _named(first[entry]), "")
        elif entry not in first:
            yield Difference(part, entry, Change.ADDED, "", "", _named(second[entry]))
        else:
            one, other = dict(_flat(first[entry])), dict(_flat(second[entry]))
            for key in dict.fromkeys((*one, *other)):
                if one.get(key, "") != other.get(key, ""):
                    yield Difference(part, entry, Change.CHANGED, key, one.get(key, ""), other.get(key, ""))


def _named(entry: Any) -> str:
    """An entry in a few words."""
    words = [getattr(entry, name, "") for name in ("name", "zh", "title", "point", "clause")]
    said = next((str(word) for word in words if word), "")
    value = getattr(entry, "value", None)
    return said if value is None else f"{said} = {value}"


def _flat(value: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Every number and word of an entry under its dotted key; what is empty or not given is left out."""
    if isinstance(value, Clause):
        own = {"document": value.document.id, "clause": value.clause, "quote": value.quote, "mark": value.mark}
        yield from _flat(own, above)
    elif isinstance(value, BaseModel):
        yield from _flat({name: getattr(value, name) for name in type(value).model_fields}, above)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, f"{above}.{key}" if above else str(key))
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value):
            yield from _flat(item, f"{above}.{number}")
    elif value is not None and value != "":
        yield above, str(value)
