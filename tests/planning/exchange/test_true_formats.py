"""A file under .csv that is something else is named for what it is, before anything is decoded."""

import io
from typing import Any

import pytest
import xlsxwriter


def workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet().write_string(0, 0, "area_id")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (workbook(), "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "XLS"),
        ("\ufeff\n<!DOCTYPE html><html><body>人口</body></html>".encode(), "HTML"),
        ("<table><tr><td>人口</td></tr></table>".encode("gbk"), "HTML"),
        ("<html><table>人口</table></html>".encode("utf-16"), "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b'{"type": "FeatureCollection", "features": []}', "JSON"),
        (b"%PDF-1.7\n", "PDF"),
    ],
)
def test_the_true_format_is_named(files: Any, data: bytes, name: str) -> None:
    files.written["population.csv"] = data
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.row, issue.value) == ("content-mismatch", "population.csv", None, name)


def test_a_heading_in_brackets_is_a_heading(files: Any) -> None:
    text = files.written["population.csv"].decode()
    files.written["population.csv"] = "\n".join(
        f"{cell},{line}" for cell, line in zip(["[序号]", 1, 2], text.splitlines(), strict=True)
    ).encode()
    assert files.check().issues == ()
