"""Imports point down only, planning knows no HTTP, map or database, and no modules or packages go round in a circle."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {"planning": {"planning"}, "maps": {"maps", "planning"}, "service": {"service", "maps", "planning"}}
FORBIDDEN = {
    "planning": {"fastapi", "starlette", "uvicorn", "folium", "branca", "jinja2", "sqlalchemy", "typer", "rich"},
    "maps": {"fastapi", "starlette", "uvicorn", "sqlalchemy", "typer", "rich"},
    "service": set[str](),
}
# Arrows that still close a circle of packages; a new one may not join them, and one that is mended leaves the list.
KNOWN_BACK = {("planning.trace", "planning.policy"), ("planning.exchange", "planning.assessment")}


def modules(root: Path) -> dict[str, Path]:
    """Dotted name to file, of every module on the three floors below `root`."""
    files = [
        file for floor in FLOORS for file in sorted((root / floor).rglob("*.py")) if "node_modules" not in file.parts
    ]
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imports(name: str, file: Path) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it; `from package import name` gives `package.name`."""
    package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def arrows(root: Path) -> dict[str, set[str]]:
    """Each module's imports of other modules on the three floors."""
    known = modules(root)
    return {
        name: {target for used in imports(name, file) if (target := target_of(used, known)) and target != name}
        for name, file in known.items()
    }


def target_of(used: str, known: dict[str, Path]) -> str | None:
    """The module that an imported name lives in: itself, or the part before its last dot."""
    return next((name for name in (used, used.rpartition(".")[0]) if name in known), None)


def arrows_up(root: Path) -> list[str]:
    """Imports of a floor above, as `importer -> imported`."""
    return [
        f"{name} -> {used}"
        for name, file in modules(root).items()
        for used in imports(name, file)
        if used.split(".")[0] in FLOORS.keys() - FLOORS[name.split(".")[0]]
    ]


def foreign_imports(root: Path) -> list[str]:
    """Imports of a library that has no place on the importer's floor."""
    return [
        f"{name} -> {used}"
        for name, file in modules(root).items()
        for used in imports(name, file)
        if used.split(".")[0] in FORBIDDEN[name.split(".")[0]]
    ]


def packages(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same arrows between what stands directly on a floor: a package with all its modules, or a module alone."""
    drawn: dict[str, set[str]] = {}
    for name, targets in graph.items():
        used = {package_of(target) for target in targets} - {package_of(name)} - FLOORS.keys()
        drawn.setdefault(package_of(name), set()).update(used)
    return drawn


def package_of(name: str) -> str:
    """`planning.served` of `planning.served.split`."""
    return ".".join(name.split(".")[:2])


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The first circle of a graph, its first name repeated at the end; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def write(root: Path, **files: str) -> None:
    """A small tree of modules: `planning__gaps="import maps"` is `planning/gaps.py`."""
    for name, text in files.items():
        file = root / (name.replace("__", "/") + ".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_no_import_points_up() -> None:
    assert arrows_up(ROOT) == []


def test_planning_knows_no_http_no_map_and_no_database() -> None:
    assert foreign_imports(ROOT) == []


def test_no_two_modules_need_each_other() -> None:
    assert circle(arrows(ROOT)) == []


def test_no_packages_need_each_other_but_those_known() -> None:
    graph = packages(arrows(ROOT))
    forward = {name: {used for used in targets if (name, used) not in KNOWN_BACK} for name, targets in graph.items()}
    assert circle(forward) == []
    assert {(name, used) for name, targets in graph.items() for used in targets} >= KNOWN_BACK


def test_all_three_floors_are_looked_at() -> None:
    assert {name.split(".")[0] for name in modules(ROOT)} == set(FLOORS)


@pytest.mark.parametrize(
    "text", ["import maps.palette", "from maps import palette", "def late():\n    from maps.palette import RED"]
)
def test_an_import_of_a_floor_above_is_found_wherever_it_stands(tmp_path: Path, text: str) -> None:
    write(tmp_path, planning__gaps=text, maps__palette="RED = 1")
    (found,) = arrows_up(tmp_path)
    assert found.startswith("planning.gaps -> maps.palette")


def test_an_import_of_a_floor_below_is_welcome(tmp_path: Path) -> None:
    write(
        tmp_path, planning__gaps="", maps__palette="from planning.gaps import GAP", service__app="import maps.palette"
    )
    assert arrows_up(tmp_path) == []


def test_a_circle_of_relative_imports_is_found(tmp_path: Path) -> None:
    write(tmp_path, planning__a="from .b import x", planning__b="from . import c", planning__c="from planning import a")
    assert set(circle(arrows(tmp_path))) == {"planning.a", "planning.b", "planning.c"}


def test_a_circle_of_packages_is_found_though_no_modules_form_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        planning__population__demand="from planning.judged import x",
        planning__population__children="",
        planning__judged="from planning.population.children import y",
    )
    assert circle(arrows(tmp_path)) == []
    assert set(circle(packages(arrows(tmp_path)))) == {"planning.population", "planning.judged"}


def test_a_map_library_in_planning_is_found(tmp_path: Path) -> None:
    write(tmp_path, planning__gaps="from folium import Map")
    assert foreign_imports(tmp_path) == ["planning.gaps -> folium.Map"]
