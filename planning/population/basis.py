"""On what a number of people rests (口径依据): the labels that stand beside every figure of residents and children."""

import pandas as pd

from planning.model.codes import Code


class Basis(Code):
    """How a number of people is known; a derived or shared-out number is never shown without its label."""

    STATED = "stated", "统计"
    DERIVED = "derived", "推算"
    BIRTHS = "births", "出生人口累计"
    AGE_SHARES = "age_shares", "年龄占比推算"
    SUM_OF_PARTS = "sum_of_parts", "下级合计"
    SHARED_OUT = "shared_out", "分摊"
    MISSING = "missing", "缺数据"


RESIDENTS_COLUMNS = (
    "residents",
    "residents_on",
    "residents_basis",
    "residents_source",
    "residents_reason",
    "residents_rounding",
)
CHILDREN_COLUMNS = ("children_under_3", "children_on", "children_basis", "children_source", "children_reason")


def figures(what: str, values: pd.Series, *, basis: Basis, source: object = "", on: object = None) -> pd.DataFrame:
    """
    Lay numbers out with what they rest on.

    `what` is "residents" or "children"; `source` and `on` are one value or a Series like `values`. Where a value is
    NA the basis is missing, and source and date are empty. The reason column is empty.
    """
    number = "residents" if what == "residents" else "children_under_3"
    known = values.notna()
    return pd.DataFrame(
        {
            number: values.astype("Int64"),
            f"{what}_on": _column(on, values.index).where(known, None),
            f"{what}_basis": _column(basis.value, values.index).where(known, Basis.MISSING.value),
            f"{what}_source": _column(source, values.index).where(known, ""),
            f"{what}_reason": _column("", values.index),
        },
        index=values.index,
    )


def _column(value: object, index: pd.Index) -> pd.Series:
    column = value.reindex(index) if isinstance(value, pd.Series) else pd.Series([value] * len(index), index=index)
    return column.astype(object)
