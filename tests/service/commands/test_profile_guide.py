"""The guide to a profile of one's own is followed to the letter, in both languages."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app

DOCS = Path(__file__).parents[3] / "docs"
BLOCK = re.compile(r"```(console|diff)\n(.*?)```", re.DOTALL)


def lines(text: str) -> list[str]:
    """Lines without the blanks that fill a column."""
    return [line.rstrip() for line in text.splitlines()]


def type_in(block: str) -> None:
    """Run each command of a block and hold what it prints against the lines below it."""
    for part in block.split("$ tuoyu ")[1:]:
        command, _, printed = part.partition("\n")
        result = CliRunner().invoke(app, command.split())
        assert lines(result.output) == lines(printed), command


def edit(block: str) -> None:
    """Replace, in the file that is named, each run of lines with - by the lines with + below it."""
    head, _, body = block.partition("\n")
    path = Path(head.removeprefix("--- "))
    text = path.read_text(encoding="utf-8")
    for run in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", body, re.MULTILINE):
        old, new = ("\n".join(line[1:] for line in part.splitlines()) for part in run)
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["profile-guide.md", "profile-guide.zh-CN.md"])
def test_every_step_of_the_guide_prints_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
    assert len(blocks) >= 10
    for kind, block in blocks:
        type_in(block) if kind == "console" else edit(block)


def test_both_languages_show_the_same_steps() -> None:
    first, second = (
        BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
        for name in ("profile-guide.md", "profile-guide.zh-CN.md")
    )
    assert first == second
