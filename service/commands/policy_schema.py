"""`tuoyu policy schema`: JSON Schema of profile and example files (方案和算例的模式), for editors and checks."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from planning.policy.schemas import example_schema, profile_schema
from service.commands.terminal import messages

_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "profile.schema.json": profile_schema,
    "example.schema.json": example_schema,
}


def schema(
    to: Annotated[Path | None, typer.Option("--to", help="写到这个文件夹 / folder to write the files to")] = None,
) -> None:
    """
    输出方案文件和算例文件的JSON Schema / the JSON Schema of profile files and of example files.

    例 / example:  tuoyu policy schema --to schema
    """
    texts = {name: written(made()) for name, made in _SCHEMAS.items()}
    if to is None:
        typer.echo(written({name.partition(".")[0]: made() for name, made in _SCHEMAS.items()}), nl=False)
        return
    to.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (to / name).write_text(text, encoding="utf-8")
        messages().print(f"已写入 / written: {to / name}", markup=False, soft_wrap=True)


def written(value: Mapping[str, Any]) -> str:
    """A schema as text, the same every time."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
