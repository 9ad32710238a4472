"""What an editor may know of profile and example files (JSON Schema): made from the models that read them."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from planning.policy.apportion import Apportion
from planning.policy.circles import Circles
from planning.policy.class_sizes import ClassSize
from planning.policy.clauses import Clause, Document
from planning.policy.examples.example import Example
from planning.policy.kinds import rule_kinds
from planning.policy.parameters import Parameter
from planning.policy.printed_table import PrintedTable
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.supply import SupplyRoute
from planning.policy.switches import Switch
from planning.policy.toml_text import NOT_WRITTEN
from planning.policy.uptake import Uptake
from planning.policy.walking import Detour, Walking

Schema = dict[str, Any]

# How pydantic words the bounds of a number that may also be text.
_BOUNDS: Mapping[str, str] = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"

# The tables of a profile file by the model that reads each of their entries.
_LISTS: Mapping[str, type[BaseModel]] = {
    "document": Document,
    "table": PrintedTable,
    "reading": Switch,
    "parameter": Parameter,
    "supply": SupplyRoute,
    "class": ClassSize,
}
_SINGLES: Mapping[str, type[BaseModel]] = {
    "circles": Circles,
    "reach": Reach,
    "walking": Walking,
    "detour": Detour,
    "uptake": Uptake,
    "apportion": Apportion,
}
# What the reader of a profile makes of its tables; all other keys of a profile are those of its head.
_MADE = frozenset(
    {"profile_id", "documents", "clauses", "written", "rules", "readings", "supply", "parameters", "classes"}
) | frozenset(_SINGLES)


def profile_schema() -> Schema:
    """
    The schema (JSON Schema 2020-12) of a profile file.

    Rules are told apart by `type`; a source is a table or the id of a clause; keys that the program fills in are left
    out. Dates are text in the form 2025-12-31, as a TOML reader for editors gives them.
    """
    kinds = rule_kinds()
    models: tuple[type[BaseModel], ...] = (*kinds.values(), *_LISTS.values(), *_SINGLES.values(), Clause, Profile)
    defs = _defs(models)
    head = _head(defs.pop("Profile"))
    for model in kinds.values():
        _as_written(defs[model.__name__])
    defs["Clause"] = _clause(defs["Clause"])
    defs["NamedClause"] = _named(defs["Clause"])
    defs["Switch"] = _with_option(defs["Switch"])
    defs["Schedule"] = _with_printed(defs["Schedule"])
    defs["Rule"] = {"anyOf": [_ref(kind.__name__) for kind in dict.fromkeys(kinds.values())]}
    for entry in defs.values():
        _open_sources(entry)
    adopt = _table({"profile": {"type": "string"}, "rules": {"type": "array", "items": {"type": "string"}}})
    tables = {
        "profile": head,
        "adopt": _several(adopt | {"required": ["profile"]}),
        "rule": _several(_ref("Rule")),
        "clause": _several(_ref("NamedClause")),
        **{name: _several(_ref(model.__name__)) for name, model in _LISTS.items()},
        **{name: _ref(model.__name__) for name, model in _SINGLES.items()},
    }
    return _document("政策方案 / policy profile", tables, required=["profile"], defs=defs)


def example_schema() -> Schema:
    """The schema (JSON Schema 2020-12) of a file of worked examples; units and sites may have any further facts."""
    defs = _defs((Example,))
    tables = {"example": {"type": "array", "minItems": 1, "items": _ref("Example")}}
    return _document("算例 / worked examples", tables, required=["example"], defs=defs)


def _document(title: str, tables: Schema, *, required: list[str], defs: Schema) -> Schema:
    used = _used(tables, defs)
    kept = {name: defs[name] for name in sorted(used)}
    return {"$schema": _DIALECT, "title": title, **_table(tables), "required": required, "$defs": kept}


def _defs(models: tuple[type[BaseModel], ...]) -> Schema:
    _, schema = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    defs: Schema = schema["$defs"]
    return {name: _plain(entry) for name, entry in defs.items()}


def _plain(value: Any) -> Any:
    """Without the names that pydantic makes up, the defaults, and numbers written as text."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if {"type": "number"} in value.get("anyOf", ()) and _BOUNDS.keys() & value.keys():
        bounds = {_BOUNDS[key]: item for key, item in value.items() if key in _BOUNDS}
        value = {"type": "number", **bounds}
    kept: Schema = {
        key: ({name: _plain(item) for name, item in inner.items()} if key in ("properties", "$defs") else _plain(inner))
        for key, inner in value.items()
        if key not in ("title", "default")
    }
    return {**kept, "description": " ".join(kept["description"].split())} if "description" in kept else kept


def _as_written(rule: Schema) -> None:
    """A rule as a file has it: its kind is named, and nothing stands in it that the program fills in."""
    properties = {name: item for name, item in rule["properties"].items() if name not in NOT_WRITTEN}
    properties["rests_on"] = {"type": "array", "items": {"type": "string", "description": "the id of a [[clause]]"}}
    if "printed" in properties:
        properties["printed"] = {"type": "string", "description": "the id of a [[table]]"}
    if "filter" in properties:
        properties["filter"] = {"anyOf": [_ref("UnitFilter"), {"type": "array", "items": _ref("UnitFilter")}]}
    rule["properties"] = properties
    rule["required"] = list(dict.fromkeys(["type", *rule.get("required", [])]))


def _with_printed(rule: Schema) -> Schema:
    """A schedule takes its rows from a printed table, or has them itself."""
    columns = {"type": "array", "items": {"type": "string"}}
    printed = {"printed": {"type": "string", "description": "the id of a [[table]]"}, "columns": columns}
    own = ["rows", "totals"]
    required = [name for name in rule["required"] if name not in own]
    return rule | {
        "properties": rule["properties"] | printed,
        "required": required,
        "anyOf": [{"required": own}, {"required": list(printed)}],
    }


def _clause(clause: Schema) -> Schema:
    document = {"type": "string", "description": "the id of a [[document]]"}
    return clause | {"properties": clause["properties"] | {"document": document}}


def _named(clause: Schema) -> Schema:
    return clause | {
        "properties": {"id": {"type": "string"}} | clause["properties"],
        "required": ["id", *clause["required"]],
    }


def _with_option(switch: Schema) -> Schema:
    renamed = {("option" if name == "options" else name): item for name, item in switch["properties"].items()}
    required = ["option" if name == "options" else name for name in switch["required"]]
    return switch | {"properties": renamed, "required": required}


def _open_sources(entry: Schema) -> None:
    properties = entry.get("properties", {})
    if "source" in properties and properties["source"].get("$ref") == _REF.format(model="Clause"):
        by_id = {"type": "string", "description": "the id of a [[clause]]"}
        properties["source"] = {"anyOf": [by_id, _ref("Clause")]}


def _head(profile: Schema) -> Schema:
    properties = {name: item for name, item in profile["properties"].items() if name not in _MADE}
    named = {"id": {"type": "string", "description": "the name of the file without .toml"}} | properties
    required = [name for name in profile["required"] if name in properties]
    return _table(named) | {"required": ["id", *required]}


def _table(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _several(entry: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": entry}, entry]}


def _ref(name: str) -> Schema:
    return {"$ref": _REF.format(model=name)}


def _used(value: Any, defs: Schema, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The definitions that a schema names, and those that they name."""
    if isinstance(value, list):
        for item in value:
            seen = _used(item, defs, seen)
    elif isinstance(value, dict):
        name = str(value.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen = _used(defs[name], defs, seen | {name})
        for inner in value.values():
            seen = _used(inner, defs, seen)
    return seen
