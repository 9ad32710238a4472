"""How steps of arithmetic are said in a terminal (计算步骤): the sentence, the formula filled in, the clause."""

from collections.abc import Iterable

from planning.trace import Step
from service.commands.terminal import results


def say_steps(steps: Iterable[Step]) -> None:
    """Say each step on stdout."""
    for step in steps:
        titled = step.says if step.says.startswith(f"{step.title}：") else f"{step.title}：{step.says}"
        results().print(titled, markup=False, soft_wrap=True)
        if step.filled:
            results().print(f"    {step.formula}", markup=False, soft_wrap=True)
            results().print(f"    {step.filled}", markup=False, soft_wrap=True)
        for clause in step.clauses:
            results().print(f"    依据：{clause.cite()}", markup=False, soft_wrap=True)
