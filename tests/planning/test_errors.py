"""What reach and the split refuse is shown on Chinese pages: Chinese first, English after a slash."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPOKEN = {"MeasureError", "NetworkError", "AssignmentError"}


def refusals() -> Iterator[tuple[str, str]]:
    """The words of every such error, where they are written out, with the place."""
    for file in sorted(path for floor in ("planning", "maps") for path in (ROOT / floor).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN
            if named and node.args and not isinstance(node.args[0], ast.Name):  # type: ignore[attr-defined]
                parts = (part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))  # type: ignore[attr-defined]
                yield f"{file.relative_to(ROOT)}:{node.lineno}", "".join(str(part) for part in parts)  # type: ignore[attr-defined]


def test_every_refusal_is_said_in_chinese_and_then_in_english() -> None:
    found = dict(refusals())
    assert len(found) > 20
    assert [place for place, words in found.items() if not re.search(r"[一-鿿].* / .*[a-z]", words)] == []
