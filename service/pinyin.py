"""How a Chinese name is typed on a Latin keyboard (拼音): in full and by initials."""

from pypinyin import Style, lazy_pinyin


def pinyin_of(name: str) -> str:
    """Full pinyin, a space, and the initials: "澄湖街道" is "chenghujiedao chjd"; other characters stay as they are."""
    full = lazy_pinyin(name, style=Style.NORMAL)
    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return f"{_joined(full)} {_joined(initials)}"


def _joined(parts: list[str]) -> str:
    return "".join("".join(parts).lower().split())
