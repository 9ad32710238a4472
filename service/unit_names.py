"""Which unit is meant (单元名称): by its id, or by a name that only one unit of the level has."""

import pandas as pd

from planning.errors import UnknownArea
from service.refusals import QueryInvalid


def unit_named(typed: str, names: pd.Series, *, called: str) -> str:
    """
    The id of the unit that is meant.

    `names` are those of a level by id, `called` is what a refusal calls the parameter. Raises UnknownArea where no unit
    has the id or name typed, QueryInvalid with ids and names where several have the name.
    """
    if typed in names.index:
        return typed
    meant = [str(area_id) for area_id in names.index[(names == typed).fillna(value=False).astype(bool)]]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise UnknownArea(typed, [str(known) for known in names.index])
    raise QueryInvalid(
        called,
        zh=f"{len(meant)}个单元都叫“{typed}”，请改用编号",
        en=f"{len(meant)} units are called {typed!r}; give the id",
        choices=[f"{area_id}（{typed}）" for area_id in meant],
    )
