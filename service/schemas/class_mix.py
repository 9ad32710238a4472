"""The shapes of a class mix (班型测算)."""

from typing import Literal

from pydantic import BaseModel


class Range(BaseModel):
    """The least and the most; equal where it is known."""

    least: int
    most: int


class FloorAreaEntry(BaseModel):
    """Floor area by the figure that was given."""

    per_place_m2: float
    source: str
    total_m2: float


class ClassMixAnswer(BaseModel):
    """The fewest classes, and the fewest carers in them; null is "unknown", never 0."""

    type: Literal["ClassMix"]
    profile: str
    total: int
    places: dict[str, int | None]
    classes: Range
    carers: Range | None
    floor_area: FloorAreaEntry | None
    sentences: list[str]
    cites: list[str]
