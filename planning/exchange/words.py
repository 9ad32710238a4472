"""Written ids, texts, codes and flags (文字单元格): checked against their form or list, never guessed."""

import difflib
from typing import Final

import pandas as pd

from planning.exchange.notes import Notes, Spot
from planning.exchange.numbers import HALF_WIDTH
from planning.model.codes import Code, PlanStatus, SiteState
from planning.model.contracts import Column

_ID: Final = r"[A-Za-z0-9_-]{1,64}"
# 4.488E+08, 448801001.0, '448801001 and ="448801001": what spreadsheets make of a code, or put before it to keep it.
_DAMAGED: Final = r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+|[0-9]+\.0+|['‘’`][A-Za-z0-9_-]+|=\"[^\"]*\""
TEXT_LENGTH: Final = 200
# Control characters, marks that reverse the direction of writing, line separators, and what a failed decoding leaves.
_UNPRINTABLE: Final = "[\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]"
_FLAGS: Final = {
    "true": True, "1": True, "yes": True, "y": True, "是": True, "有": True,
    "false": False, "0": False, "no": False, "n": False, "否": False, "无": False,
}  # fmt: skip


def read_id(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Ids as text, NaN where missing or refused; a code that a spreadsheet changed is named as such."""
    fits = text.str.fullmatch(_ID, na=False)
    damaged = text.str.fullmatch(_DAMAGED, na=False)
    hint = "代码被表格软件改动，请设为文本后重填 / a spreadsheet changed the code; set the column to text, fill it anew"
    notes = spot.refuse(damaged, code="code-damaged", hint=hint)
    hint = "编号只用字母、数字、_、-，至多 64 个 / ids take A-Z a-z 0-9 _ - and at most 64 of them"
    notes += spot.refuse(text.notna() & ~fits & ~damaged, code="id-format", hint=hint)
    return text.where(fits & ~damaged), notes


def lost_zeros(ids: pd.Series) -> pd.Series:
    """
    Where an id of digits seems to have lost its leading zero.

    True for ids of digits that are shorter than all the others, where those have one width and some begin with 0.
    """
    digits = ids.str.fullmatch("[0-9]+", na=False)
    width = ids.str.len()
    led = digits & ids.str.startswith("0", na=False)
    if led.sum() == 0:
        return pd.Series(False, index=ids.index)
    widths = width[led].unique()
    if len(widths) > 1 or (width[digits] > widths[0]).any():
        return pd.Series(False, index=ids.index)
    shorter: pd.Series = digits & (width < widths[0])
    return shorter


def read_text(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Texts of at most 200 characters without control characters, NaN where missing or refused."""
    wrong = text.str.contains(_UNPRINTABLE, regex=True, na=False)
    long = text.str.len().gt(TEXT_LENGTH) & ~wrong
    hint = "含有控制字符、换行或反向书写符 / holds control characters, line breaks or marks of writing direction"
    notes = spot.refuse(wrong, code="text-invalid", hint=hint)
    hint = f"文字超过{TEXT_LENGTH}个字 / longer than {TEXT_LENGTH} characters"
    return text.mask(wrong | long), notes + spot.refuse(long, code="text-invalid", hint=hint)


def read_code(text: pd.Series, spot: Spot, *, column: Column) -> tuple[pd.Series, Notes]:
    """Codes of the column's list as text; the list's Chinese words are taken for their codes."""
    words = _words(column)
    values = text.str.translate(HALF_WIDTH).map(words)
    unknown = text.notna() & values.isna()
    hints = text.where(unknown).map(lambda value: _choices(str(value), column), na_action="ignore")
    return values.astype("str"), spot.refuse(unknown, code=unknown_code(column), hint=hints)


def read_codes(text: pd.Series, spot: Spot, *, column: Column) -> tuple[pd.Series, Notes]:
    """Lists of codes as tuples, empty where the cell is; codes stand between semicolons (、 and , do as well)."""
    words = _words(column)
    parts = text.str.translate(HALF_WIDTH).str.split(r"[;、,|]", regex=True).explode().str.strip()
    parts = parts[parts.notna() & (parts != "")]
    codes = parts.map(words)
    wrong = pd.Series(text.index.isin(codes.index[codes.isna()]), index=text.index)
    hints = text.where(wrong).map(lambda value: _choices(str(value), column), na_action="ignore")
    listed = {row: tuple(dict.fromkeys(group)) for row, group in codes.dropna().groupby(level=0)}
    values = pd.Series([listed.get(row, ()) for row in text.index], index=text.index, dtype=object)
    return values, spot.refuse(wrong, code=unknown_code(column), hint=hints)


def read_flag(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Yes or no as boolean, missing where the cell is."""
    values = text.str.translate(HALF_WIDTH).str.lower().map(_FLAGS).astype("boolean")
    hint = "写“是”或“否” / write true or false"
    return values, spot.refuse(text.notna() & values.isna(), code="code-unknown", hint=hint)


def unknown_code(column: Column) -> str:
    """The issue code of an unknown word: a state has its own, for an unknown state must never be read as open."""
    return "status-unknown" if column.codes in (SiteState, PlanStatus) else "code-unknown"


def _words(column: Column) -> dict[str, str]:
    members = _members(column)
    by_word = {member.zh.translate(HALF_WIDTH): member.value for member in members}
    return by_word | {member.value: member.value for member in members}


def _members(column: Column) -> tuple[Code, ...]:
    if column.codes is None:
        raise ValueError(f"{column.name} has no code list")
    return tuple(column.codes)


def _choices(value: str, column: Column) -> str:
    words = _words(column)
    near = [words[match] for match in difflib.get_close_matches(value, words, n=1, cutoff=0.5)]
    codes = ", ".join(member.value for member in _members(column))
    listed = ", ".join(f"{member.value}（{member.zh}）" for member in _members(column))
    meant = f"（是否为 {near[0]}？）" if near else ""
    return f"不在代码表内{meant}，可选：{listed} / not in the code list, one of: {codes}"
