"""What lies under a planning map (底图): the city's own outlines, or the tiles that an operator is licensed to show."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Tiles:
    """
    A tile service chosen by the operator (底图服务).

    A public map in China names its source and its approval number (审图号, 地图管理条例), so neither may be empty.

    Raises
    ------
    ValueError
        The address is no http(s) template with {z}, {x} and {y}, or attribution or approval number is missing.
    """

    url: str
    attribution: str
    review_number: str

    def __post_init__(self) -> None:
        missing = [mark for mark in ("{z}", "{x}", "{y}") if mark not in self.url]
        if missing or urlsplit(self.url).scheme not in {"http", "https"}:
            raise ValueError(f"a tile address like https://host/{{z}}/{{x}}/{{y}}.png is needed, not {self.url!r}")
        if not self.attribution.strip() or not self.review_number.strip():
            raise ValueError("tiles need an attribution and a map approval number (审图号)")

    @property
    def credit(self) -> str:
        """The line that the map shows: source and approval number."""
        return f"{self.attribution}　审图号：{self.review_number}"

    @property
    def origin(self) -> str:
        """Scheme and host, as a content security policy names them; `{s}` stands for any subdomain."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


PAPER = "#f3f4f1"
"""The ground colour of a map without tiles."""
