"""In which form an answer is wanted (内容协商): `f=` first, then the Accept header."""

from collections.abc import Sequence
from enum import StrEnum

from service.refusals import NotAcceptable


class Format(StrEnum):
    """A form of answers, by the word that `f=` takes."""

    JSON = "json"
    GEOJSON = "geojson"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The Content-Type of this form."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.GEOJSON: "application/geo+json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html; charset=utf-8",
}


def wanted(offered: Sequence[Format], *, f: str | None, accept: str | None) -> Format:
    """
    Choose a form among those `offered`, the first of them where the client does not care.

    Raises NotAcceptable with the list where `f` or the Accept header asks for none of them.
    """
    if f is not None:
        if f not in list(offered):
            raise NotAcceptable(f, offered)
        return Format(f)
    ranges = _ranges(accept or "*/*")
    best = max(offered, key=lambda form: _quality(form, ranges))  # the first of equals
    if _quality(best, ranges) <= 0:
        raise NotAcceptable(accept or "", offered)
    return best


def _ranges(accept: str) -> dict[str, float]:
    """Media ranges with their quality; what cannot be read counts as not wanted."""
    found = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        found[media] = _number(weight)
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(form: Format, ranges: dict[str, float]) -> float:
    """The quality of the most specific range that holds the form."""
    media = form.media_type.partition(";")[0]
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0
