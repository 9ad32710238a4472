"""The page on city data says what the contracts say, and names every code an import can give."""

import ast
import re
from pathlib import Path

from planning.exchange.data_docs import render_data_docs
from planning.exchange.issue_codes import REFUSED, WARNED
from planning.model.tables import CITY_TABLES

ROOT = Path(__file__).parents[3]


def codes_given() -> set[str]:
    """The issue codes that the importer's source gives: `code="…"`, and the second argument of a note."""
    given: set[str] = set()
    for file in (ROOT / "planning" / "exchange").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            words = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            if isinstance(node.func, ast.Name) and node.func.id in {"refusal", "warning"}:
                words += node.args[1:2]
            given |= {word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)}
    return given


def test_the_page_is_up_to_date() -> None:
    # Make it anew with scripts/write_data_docs.py.
    assert (ROOT / "docs" / "data.md").read_text(encoding="utf-8") == render_data_docs()


def test_the_page_names_every_table_and_column() -> None:
    page = render_data_docs()
    for contract in CITY_TABLES:
        section = page.split(f"### {contract.name} ")[1].split("\n### ")[0]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == [column.name for column in contract.columns]


def test_every_code_an_import_gives_is_explained() -> None:
    given = codes_given()
    assert len(given) > 50
    assert given - set(REFUSED) - set(WARNED) == set()
