"""The repo's house rules: what no file holds, how long a file and a function may be, and how a table is walked."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("planning", "maps", "service")
TEXT = {".py", ".toml", ".md", ".js", ".css", ".html", ".json", ".lock", ".sh", ".yml", ".yaml", ".ipynb", ""}
MEASURED = {".py", ".js", ".css", ".html"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FEWEST_KEYWORD_ONLY = 2  # arguments after the second are keyword-only

REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "(org|com)"),
    ("npmmirror", "com"),
    ("deb[.]debian", "org"),
)
# Written in pieces, so that this file keeps the rule itself.
MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(?:" + "|".join(("work", "root", "home", "Users", "tmp")) + r")/[\w.]")
HOSTS = re.compile("|".join(rf"{name}[.]{end}" for name, end in REGISTRIES))
THIRD_PARTY = re.compile(r"node_modules/|static/vendor/|\.min\.(?:js|css)$|\.(?:woff2?|ttf|otf|whl)$")


@cache
def repo_files() -> list[str]:
    """Paths that git keeps or would keep, relative to the repo's root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return sorted(name for name in set(listed.stdout.split("\0")) if name and (ROOT / name).is_file())


@cache
def parsed_code() -> dict[str, ast.Module]:
    """Python modules of the three packages, by path."""
    names = [name for name in repo_files() if name.endswith(".py") and name.split("/")[0] in CODE]
    return {name: ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in names}


def found_in_code(finder: Callable[[ast.Module], Iterator[str]]) -> list[str]:
    """What `finder` reports of the three packages' modules, with the file's path before it."""
    return [f"{name}: {report}" for name, tree in parsed_code().items() for report in finder(tree)]


def found_in_text(pattern: re.Pattern[str]) -> list[str]:
    """Lines of the repo's text files that match, as `path:line: text`."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in repo_files()
        if Path(name).suffix in TEXT
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    is_docstring = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def long_functions(tree: ast.Module) -> Iterator[str]:
    """Functions of more lines than a reader holds in mind."""
    yield from (f"{f.name} has {length(f)} lines" for f in functions(tree) if length(f) > LONGEST_FUNCTION)


def walks_over_rows(tree: ast.Module) -> Iterator[str]:
    """Places that take a table row by row instead of as whole columns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"iterrows", "itertuples"}:
            yield f"{node.attr} on line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "apply":
            axes = [keyword.value for keyword in node.keywords if keyword.arg == "axis"]
            if any(isinstance(axis, ast.Constant) and axis.value in {1, "columns"} for axis in axes):
                yield f"apply(axis=1) on line {node.lineno}"


def missing_docstrings(tree: ast.Module) -> Iterator[str]:
    """A module that does not say what it is about."""
    opening = ast.get_docstring(tree) or ""
    if not re.match(r"\S.*[.。?]", opening, re.DOTALL):
        yield "the module opens with no sentence"


def prints(tree: ast.Module) -> Iterator[str]:
    """Calls of the built-in `print`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"print on line {node.lineno}"


def many_positional_arguments(tree: ast.Module) -> Iterator[str]:
    """Public functions that take more than two arguments by position; a method's own instance is none."""
    for function in functions(tree):
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        taken = len(names) - (names[:1] in (["self"], ["cls"]))
        if taken > FEWEST_KEYWORD_ONLY and not function.name.startswith("_"):
            yield f"{function.name} takes {taken} arguments by position"


def cities_named(tree: ast.Module, cities: set[str]) -> Iterator[str]:
    """Names of cities in identifiers and in text that is no docstring."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            words, line = node.value, node.lineno
        elif isinstance(node, ast.Name):
            words, line = node.id, node.lineno
        else:
            continue
        yield from (f"{city} on line {line}" for city in sorted(cities) if city in words.lower())


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found_in_text(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert found_in_text(HOSTS) == []


def test_no_third_party_file_is_kept() -> None:
    assert [name for name in repo_files() if THIRD_PARTY.search(name)] == []


def test_no_concept_is_called_utils() -> None:
    assert [name for name in repo_files() if Path(name).stem in {"utils", "util", "helpers", "misc", "common"}] == []


def test_a_file_is_short_enough_to_read() -> None:
    lengths = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in repo_files()
        if Path(name).suffix in MEASURED
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_a_function_is_short_enough_to_read() -> None:
    assert found_in_code(long_functions) == []


def test_tables_are_taken_by_columns() -> None:
    assert found_in_code(walks_over_rows) == []


def test_every_module_opens_with_a_sentence() -> None:
    assert found_in_code(missing_docstrings) == []


def test_nothing_is_printed_past_the_terminal_commands() -> None:
    assert [report for report in found_in_code(prints) if not report.startswith("service/cli")] == []


def test_arguments_after_the_second_are_keyword_only() -> None:
    # Routes and terminal commands are called by their frameworks, always by name.
    assert [report for report in found_in_code(many_positional_arguments) if not report.startswith("service/")] == []


def test_no_city_with_a_profile_is_named_in_code() -> None:
    profiles = {file.stem for file in (ROOT / "planning/policy/profiles").glob("*.toml")}
    cities = {re.split("[-_]", profile)[0] for profile in profiles} - {"national", "demo", "example"}
    assert cities, "no city profile to look for"
    assert found_in_code(lambda tree: cities_named(tree, cities)) == []


@pytest.mark.parametrize(
    ("finder", "text", "report"),
    [
        (walks_over_rows, "for row in table.itertuples(): pass", "itertuples on line 1"),
        (walks_over_rows, "table.apply(len, axis=1)", "apply(axis=1) on line 1"),
        (missing_docstrings, "X = 1", "the module opens with no sentence"),
        (prints, "print('gap')", "print on line 1"),
        (many_positional_arguments, "def gap(a, b, c): pass", "gap takes 3 arguments by position"),
        (long_functions, "def gap():\n" + "    x = 1\n" * 40, "gap has 41 lines"),
    ],
)
def test_a_broken_rule_is_reported(finder: Callable[[ast.Module], Iterator[str]], text: str, report: str) -> None:
    assert list(finder(ast.parse(text))) == [report]


@pytest.mark.parametrize(
    ("finder", "text"),
    [
        (walks_over_rows, "pandas.concat(parts, axis=1)"),
        (many_positional_arguments, "class Gap:\n    def of(self, a, b, *, c): pass"),
        (long_functions, "def gap():\n    '''" + "\n" * 50 + "    '''\n" + "    x = 1\n" * 39),
    ],
)
def test_what_keeps_the_rule_is_let_through(finder: Callable[[ast.Module], Iterator[str]], text: str) -> None:
    assert list(finder(ast.parse(text))) == []


def test_a_city_is_found_in_code_but_free_in_prose() -> None:
    tree = ast.parse('"""As in Springfield."""\nif place == "Springfield": pass')
    assert list(cities_named(tree, {"springfield"})) == ["springfield on line 2"]


def test_a_path_and_a_host_are_recognised() -> None:
    assert MACHINE_PATH.search("read from " + "/".join(("", "home", "someone")))
    assert not MACHINE_PATH.search("a route such as /homework/1 or planning/work/x")
    assert HOSTS.search("https://" + ".".join(("pypi", "org")) + "/simple")
