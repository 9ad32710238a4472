import pytest

from service.negotiation import Format, wanted
from service.refusals import NotAcceptable

OFFERED = (Format.JSON, Format.GEOJSON, Format.CSV)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, Format.JSON),
        ("*/*", Format.JSON),
        ("text/csv", Format.CSV),
        ("text/*", Format.CSV),
        ("application/json;q=0.5, application/geo+json", Format.GEOJSON),
        ("application/*;q=0.1, text/csv;q=0.2", Format.CSV),
        ("application/json;q=0, */*", Format.GEOJSON),
        ("TEXT/CSV", Format.CSV),
    ],
)
def test_the_accept_header_chooses_by_quality_and_then_by_our_order(accept: str | None, form: Format) -> None:
    assert wanted(OFFERED, f=None, accept=accept) is form


def test_f_is_stronger_than_accept() -> None:
    assert wanted(OFFERED, f="csv", accept="application/json") is Format.CSV


@pytest.mark.parametrize(("f", "accept"), [("xlsx", None), (None, "image/png"), (None, "application/json;q=no")])
def test_a_form_that_is_not_offered_is_refused_with_the_list(f: str | None, accept: str | None) -> None:
    with pytest.raises(NotAcceptable) as refused:
        wanted(OFFERED, f=f, accept=accept)
    assert refused.value.choices == ("json", "geojson", "csv")
