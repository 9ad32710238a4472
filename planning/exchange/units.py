"""The unit a heading names in brackets (表头单位): where it is not the contract's, the figures would be misread."""

import re
import unicodedata
from typing import Final

from planning.exchange.notes import Notes, refusal
from planning.model.contracts import Column, Kind

_NUMERIC: Final = frozenset({Kind.WHOLE, Kind.DECIMAL, Kind.SHARE})
_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")
# Words that are units for certain; other words in brackets (a year, a remark) are no matter of units.
_MEASURE: Final = (
    r"人|名|口|位|户|家|个|套|班|岁|周岁|天|月|年|元|亩|公顷|米|千米|公里|平方米|平方千米|平方公里|m2|km2|ha|m|km"
)
_UNIT: Final = re.compile(rf"[十百千万亿]*(?:{_MEASURE})(?:/(?:{_MEASURE}))?|[十百千万亿]+|%|‰|百分比|百分数")
_SAME: Final = {"人": {"人", "名", "口", "位"}, "个": {"个", "位"}, "平方米": {"平方米", "m2"}, "套": {"套", "户"}}


def check_unit(column: Column, heading: str, *, file: str, row: int | None) -> Notes:
    """Refuse a heading whose bracketed unit differs from the contract's: 常住人口（万人） is not read as persons."""
    found = _BRACKETED.search(unicodedata.normalize("NFKC", heading).strip())
    if column.kind not in _NUMERIC or found is None:
        return Notes()
    unit = re.sub(r"^单位[::]", "", re.sub(r"\s", "", found[1]).casefold())
    if not _UNIT.fullmatch(unit) or unit in _SAME.get(column.unit, {column.unit}):
        return Notes()
    if column.kind is not Kind.SHARE and not column.unit:
        return Notes()
    wanted = column.unit or "0 到 1 的比例"
    meant = column.unit or "a share from 0 to 1"
    hint = f"单位是{unit}，应为{wanted}；请换算后改表头 / the unit is {unit}, it must be {meant}; convert the figures"
    return refusal(file, "unit-mismatch", hint=hint, row=row, field=column.name, value=heading)
