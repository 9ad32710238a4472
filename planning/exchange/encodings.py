"""How a text file is encoded (文本编码): UTF-8, UTF-16 by its mark, or GB 18030; a mixed file is refused by line."""

import re

from planning.exchange.notes import Notes, refusal, warning

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def decoded(data: bytes, file: str) -> tuple[str | None, str, Notes]:
    """
    The text of `data`, the name of its encoding, and notes; the text is None where no encoding fits.

    GBK is read as GB 18030, which contains it. Text in UTF-16 (Excel's "Unicode text") is taken with a warning.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(data, file)
    try:
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
        return data.decode(encoding), encoding, Notes()
    except UnicodeDecodeError as fault:
        not_utf_8 = fault
    if row := _line_in_utf_8(data):
        hint = (
            f"第{row}行是 UTF-8，其他行不是；请用同一种编码重新保存"
            f" / line {row} is UTF-8 while others are not; save the file in one encoding"
        )
        return None, "", refusal(file, "encoding-mixed", hint=hint, row=row)
    try:
        return data.decode("gb18030"), "gb18030", Notes()
    except UnicodeDecodeError:
        row = data.count(b"\n", 0, not_utf_8.start) + 1
        hint = "既不是 UTF-8 也不是 GB 18030；请另存为 UTF-8 / neither UTF-8 nor GB 18030; save as UTF-8"
        return None, "", refusal(file, "encoding-mixed", hint=hint, row=row)


def _utf_16(data: bytes, file: str) -> tuple[str | None, str, Notes]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        hint = "UTF-16 文件不完整；请另存为 UTF-8 / broken UTF-16; save as UTF-8"
        return None, "", refusal(file, "encoding-mixed", hint=hint, row=1)
    hint = "UTF-16 文件已转换；建议另存为 UTF-8 / read as UTF-16; UTF-8 is the better choice"
    return text, "utf-16", warning(file, "encoding-converted", hint=hint)


def _line_in_utf_8(data: bytes) -> int:
    """The number of the first line with Chinese in UTF-8, in a file that is not UTF-8 as a whole; 0 without one."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        # GB 18030 bytes hardly ever form valid UTF-8; where they do, the letters are not Chinese.
        if _HAN.search(text):
            return number
    return 0
