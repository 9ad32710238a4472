"""The schemas for editors take every file that comes with the product, and refuse what the reader refuses."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planning.policy.examples.library import WORKED_EXAMPLES
from planning.policy.kinds import rule_kinds
from planning.policy.reading import PROFILES, list_profiles
from planning.policy.schemas import example_schema, profile_schema
from service.commands.policy_schema import written

SCHEMAS = Path(__file__).parents[3] / "docs" / "schema"
PROFILE = Draft202012Validator(profile_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
EXAMPLE = Draft202012Validator(example_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
EXAMPLE_FILES = [path.relative_to(WORKED_EXAMPLES).as_posix() for path in sorted(WORKED_EXAMPLES.rglob("*.toml"))]

TOWN = """
[profile]
id = "town"
name = "某镇"
name_en = "A town"
status = "local"
[[document]]
id = "d"
title = "某镇标准"
issuer = "某镇"
status = "local"
[[rule]]
id = "T-01"
type = "density"
name = "千人口托位数"
level = "city"
places_per_1000 = 4.4
source = { document = "d", clause = "3.1" }
"""


def as_json(value: Any) -> Any:
    """A TOML value as an editor's reader hands it to a schema: days are text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(validator: Any, text: str) -> list[str]:
    found = validator.iter_errors(as_json(tomllib.loads(text)))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def test_the_kept_schemas_are_current() -> None:
    # Make them anew with: tuoyu policy schema --to docs/schema
    assert (SCHEMAS / "profile.schema.json").read_text(encoding="utf-8") == written(profile_schema())
    assert (SCHEMAS / "example.schema.json").read_text(encoding="utf-8") == written(example_schema())


def test_both_are_sound_schemas() -> None:
    Draft202012Validator.check_schema(profile_schema())
    Draft202012Validator.check_schema(example_schema())


@pytest.mark.parametrize("profile_id", list_profiles())
def test_the_products_profiles_are_valid(profile_id: str) -> None:
    assert faults(PROFILE, (PROFILES / f"{profile_id}.toml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", EXAMPLE_FILES)
def test_the_products_examples_are_valid(name: str) -> None:
    assert faults(EXAMPLE, (WORKED_EXAMPLES / name).read_text(encoding="utf-8")) == []


def test_every_kind_of_rule_has_its_own_schema() -> None:
    schema = profile_schema()
    types = {schema["$defs"][item["$ref"].rpartition("/")[2]]["properties"]["type"]["const"] for item in _kinds(schema)}
    assert types == set(rule_kinds())


def test_no_key_that_the_program_fills_in_is_offered() -> None:
    schema = profile_schema()
    for item in _kinds(schema):
        assert not {"supplied_by", "weights"} & set(schema["$defs"][item["$ref"].rpartition("/")[2]]["properties"])


def test_a_source_is_a_table_or_the_id_of_a_clause() -> None:
    by_id = TOWN.replace('{ document = "d", clause = "3.1" }', '"C-1"')
    assert (faults(PROFILE, TOWN), faults(PROFILE, by_id)) == ([], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"density"', '"densty"'),
        ("source =", "note = '' #"),
        ("4.4", '"4.4"'),
        ("4.4", "-1"),
        ('"city"', '"county"'),
        ("places_per_1000", "places_per_100"),
        ('clause = "3.1"', 'claus = "3.1"'),
        ('status = "local"', 'status = "secret"'),
        ("[[document]]", "[[documents]]"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert faults(PROFILE, TOWN.replace(old, new, 1)) != []


def test_an_example_without_a_finding_is_refused() -> None:
    head = '[[example]]\ntitle = "t"\nrule = "T-01"\non = 2025-01-01\n'
    assert faults(EXAMPLE, head) != []
    assert faults(EXAMPLE, head + 'findings = [{ area = "C", outcome = "met" }]') == []


def _kinds(schema: Any) -> Any:
    return schema["$defs"]["Rule"]["anyOf"]
