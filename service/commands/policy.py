"""`tuoyu policy`: the profiles there are (政策方案), and what each of their rules says."""

from typing import Annotated

import typer
from rich.table import Table

from planning.errors import ProfileRefused
from planning.policy.shelf import Shelf
from service.commands import policy_check, policy_diff, policy_examples, policy_new, policy_resolve, policy_schema
from service.commands.policy_named import profile_named
from service.commands.terminal import PlainGroup, messages, results
from service.settings import Settings

app = typer.Typer(cls=PlainGroup, no_args_is_help=True, help="政策方案 / policy profiles")
app.command("new")(policy_new.start)
app.command("check")(policy_check.check_profiles)
app.command("resolve")(policy_resolve.resolve_rules)
app.command("test")(policy_examples.hold_examples)
app.command("diff")(policy_diff.compare)
app.command("schema")(policy_schema.schema)


@app.command("list")
def list_all() -> None:
    """列出政策方案 / list the profiles."""
    table = _table("编号", "名称", "name", "效力")
    shelf, faults = _shelf(), []
    for profile_id in shelf.ids():
        try:
            profile = shelf.load(profile_id)
        except ProfileRefused as refused:
            faults.append(str(refused))
        else:
            table.add_row(profile_id, profile.name, profile.name_en, profile.status.zh)
    results().print(table)
    for fault in faults:
        messages().print(fault, style="red", markup=False)


@app.command("show")
def show(profile_id: Annotated[str, typer.Argument(help="方案编号或文件 / id or file of a profile")]) -> None:
    """列出一个方案的文件和规则 / show the documents and rules of a profile."""
    profile = profile_named(profile_id)
    documents = _table("文件", "文号", "发文机关", "效力")
    for document in profile.documents:
        documents.add_row(document.title, document.number, document.issuer, document.status.zh)
    rules = _table("规则", "层级", "约束力", "期限", "要求", "条款")
    for rule in profile.rules:
        deadline = rule.deadline.isoformat() if rule.deadline else "—"
        rules.add_row(rule.id, rule.level.zh, rule.modality.zh, deadline, rule.formula(), rule.source.clause)
    console = results()
    console.print(f"{profile.name}（{profile.profile_id}，{profile.status.zh}）", markup=False)
    console.print(documents)
    console.print(rules)


def _shelf() -> Shelf:
    return Shelf(Settings.from_environment().profiles)


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
