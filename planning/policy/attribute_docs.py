"""The list of attributes (属性名称表) of docs/examples.md: what the rules of the product's profiles read."""

from planning.policy.attribute_names import attribute_names
from planning.policy.reading import list_profiles, load_profile

_HEADING = "## Names of attributes"
_OPENING = """
What the rules of the product's profiles read of a unit or site beside the columns above, under the name to write.
A fact of any other name is one that no rule of these profiles asks for. Made by `scripts/write_policy_docs.py`.

| name | in Chinese | stated of | rules |
|---|---|---|---|
"""


def with_attributes(page: str) -> str:
    """The page with its last section, the list of attributes, made anew."""
    return f"{page.partition(_HEADING)[0]}{_HEADING}\n{attribute_table()}"


def attribute_table() -> str:
    """The list as a Markdown table, in the order of the names."""
    rows = [
        f"| `{item.column}` | {item.zh} | {', '.join(item.levels)} | {', '.join(item.rules)} |"
        for item in attribute_names(load_profile(profile_id) for profile_id in list_profiles())
    ]
    return _OPENING + "\n".join(rows) + "\n"
