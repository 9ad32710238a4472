"""A command written wrongly (命令写错), said in one line, in both languages, with what there is to choose from."""

import re
from collections.abc import Iterable
from typing import Any, cast

import typer

# Typer does not export the class of all its usage errors, of which its BadParameter is one.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])


def is_help(error: Exception) -> bool:
    """Whether the error only asks to show the help, as a command without words does."""
    return type(error).__name__ == "NoArgsIsHelpError"


def said(error: Any) -> str:
    """What is wrong with the command, and what would be right."""
    message = " ".join(str(error.message).split()).removeprefix("Value error, ").rstrip(".")
    if " / " in message:
        return message
    name = getattr(error, "option_name", "")
    if hasattr(error, "possibilities"):
        return _choose("没有这个选项", "no option", value=name, choices=_options(error))
    if name:
        return f"选项{name}的写法有误 / {message}"
    if isinstance(error, typer.BadParameter):
        return _parameter(error, message)
    unknown = re.match(r"No such command '(.*?)'", message)
    if unknown:
        commands = getattr(error.ctx.command, "commands", {}) if error.ctx else {}
        return _choose("没有这个命令", "no command", value=unknown[1], choices=commands)
    return f"命令写错 / {message}"


def _parameter(error: Any, message: str) -> str:
    name = _name(error.param)
    if hasattr(error, "param_type"):
        return f"缺少{name} / {name} is missing"
    value, _, known = message.partition(" is not one of ")
    if known:
        choices = re.findall(r"'([^']*)'", known)
        return _choose(f"{name}：没有这个选择", f"{name}: no choice", value=value.strip("'\""), choices=choices)
    return f"{name}：无法接受这个值{_limit(message)} / {name}: {message}"


def _limit(message: str) -> str:
    """The bound that a number breaks, in Chinese; "" where it breaks none."""
    found = re.search(r"(greater|less) than or equal to (\d+)$", message)
    return f"，须不{'小' if found[1] == 'greater' else '大'}于{int(found[2]):,}" if found else ""


def _name(parameter: Any) -> str:
    if parameter is None:
        return "参数"
    return str(parameter.opts[0]) if parameter.param_type_name == "option" else str(parameter.name).upper()


def _options(error: Any) -> Iterable[str]:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    return [option for parameter in parameters for option in parameter.opts if option.startswith("--")]


def _choose(zh: str, en: str, *, value: str, choices: Iterable[str]) -> str:
    known = list(choices)
    return f"{zh}：{value}；可选：{'、'.join(known)} / {en} {value!r}; choose from: {', '.join(known)}"
