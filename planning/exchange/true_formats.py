"""What bytes are whatever their file is called (真实格式): web pages, workbooks and others saved under .csv."""

import re
from typing import Final

from planning.exchange.notes import Notes, refusal

_STARTS: Final = (
    (b"PK\x03\x04", "XLSX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
    (b"%PDF-", "PDF"),
    (b"SQLite format 3\0", "GeoPackage"),
)
# Reports of statistics systems are often a web page, or Excel's XML, under another name.
_HTML: Final = re.compile(rb"\s*<(?:!doctype\s+html|!--|html|head|meta|body|table|script)", re.IGNORECASE)
_XML: Final = re.compile(rb"\s*<\?xml", re.IGNORECASE)
_JSON: Final = re.compile(rb"\s*[{\[]\s*(?:[\"{\]}]|$)")
_LOOKED_AT: Final = 512


def check_csv_bytes(data: bytes, file: str) -> Notes:
    """Refuse bytes that are no CSV as `content-mismatch`, with the name of their true format."""
    name = _format(data[:_LOOKED_AT])
    if not name:
        return Notes()
    hint = (
        f"内容是 {name}，不是 CSV；请在原软件中打开后另存为 CSV（UTF-8）"
        f" / the content is {name}, not CSV; open it where it comes from and save it as CSV (UTF-8)"
    )
    return refusal(file, "content-mismatch", hint=hint, value=name)


def _format(head: bytes) -> str:
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    # Text in UTF-16 is ASCII with zeros between, as far as markup goes.
    text = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    for form, name in ((_HTML, "HTML"), (_XML, "XML"), (_JSON, "JSON")):
        if form.match(text):
            return name
    return ""
