"""`tuoyu policy test`: worked examples held against the rules (核对算例), each difference side by side."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from planning.errors import ExampleRefused
from planning.policy.examples.checking import Checked, check
from planning.policy.examples.reading import example_files, examples_and_faults
from planning.policy.profile import Profile
from planning.policy.reading import list_profiles, read_profile
from planning.policy.shelf import Shelf
from service.commands.terminal import REFUSED, messages, results
from service.errors import in_both_languages
from service.settings import Settings


def hold_examples(
    paths: Annotated[list[Path], typer.Argument(help="算例文件或文件夹 / files or folders of worked examples")],
    profile: Annotated[
        str | None, typer.Option("--profile", help="改用这个方案 / hold them against this profile instead")
    ] = None,
) -> None:
    """
    用算例核对规则；有差异时退出码为1 / hold worked examples against the rules; exit 1 on a difference.

    例 / example:  tuoyu policy test my-examples.toml --profile my-town
    """
    told: list[tuple[Path, Checked]] = []
    unread: list[str] = []
    profile_for = _remembered(Shelf(Settings.from_environment().profiles))
    for path in example_files(paths):
        try:
            sound, faults = examples_and_faults(path)
        except ExampleRefused as refused:
            unread.append(in_both_languages(refused))
            continue
        unread += [in_both_languages(fault) for fault in faults]
        told += [(path, check(example, profile_for(path), profile_id=profile or "")) for example in sound]
    for line in (
        *unread,
        *(f"{path.name} “{item.example.title}”: {item.refused}" for path, item in told if item.refused),
    ):
        messages().print(line, style="red", markup=False, soft_wrap=True)
    differing = [(path, item) for path, item in told if item.differences]
    if differing:
        results().print(_table(differing))
    agree = sum(item.agrees for _, item in told)
    unheld = len(unread) + sum(bool(item.refused) for _, item in told)
    results().print(
        f"{len(told)}个算例：{agree}个一致，{len(differing)}个有差异，{unheld}处无法核对 / "
        f"{len(told)} examples: {agree} agree, {len(differing)} differ, {unheld} refused",
        soft_wrap=True,
    )
    if differing or unheld:
        raise typer.Exit(REFUSED)


def _remembered(shelf: Shelf) -> Callable[[Path], Callable[[str], Profile]]:
    """Profiles by id for a file of examples: one beside it or a folder above, else of the shelf; each read once."""
    read: dict[Path, Profile] = {}

    def called(examples: Path, profile_id: str) -> Profile:
        file = _beside(examples.resolve(), profile_id) or shelf.file(profile_id)
        if file not in read:
            read[file] = read_profile(file)
        return read[file]

    return lambda examples: partial(called, examples)


def _beside(examples: Path, profile_id: str) -> Path | None:
    """The profile that lies with the examples; the product's own cannot be replaced by one of the same id."""
    if profile_id in list_profiles():
        return None
    files = (folder / f"{profile_id}.toml" for folder in examples.parents[:2])
    return next((file for file in files if file.is_file() and file != examples), None)


def _table(differing: list[tuple[Path, Checked]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("文件", "算例", "规则", "单元", "项目", "算例写的 expected", "规则得出 found"):
        table.add_column(heading, overflow="fold")
    for path, item in differing:
        for one in item.differences:
            table.add_row(path.name, item.example.title, item.example.rule, one.area, one.what, one.expected, one.found)
    return table
