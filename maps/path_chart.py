"""A path to targets as a picture (路径图): where each date and number stands, for an SVG that a template writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 420, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 22, 34, 46
_INSET, _EDGE = 30, 40  # the first day stands off the axis; a number near the edge stands inwards
_STEPS = (1, 2, 5)
_MOST_LINES = 5
_LABEL_WIDTH = 62  # a day in small type, in units of the picture
_LINES = 2  # rows of days below the axis
_ROOM_ABOVE, _ROOM_BELOW = 8, 17


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its number beside it, and the words that a pointer gets."""

    x: float
    y: float
    number: str
    words: str
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid or a day below the axis, with its label."""

    at: float
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PathChart:
    """One small picture: everything in the units of its view box; `title` and `desc` say what it shows."""

    title: str
    desc: str
    due: tuple[Mark, ...]
    known: tuple[Mark, ...]
    rows: tuple[Tick, ...]
    days: tuple[Tick, ...]
    today: Tick
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def due_line(self) -> str:
        """The line through what is due, as the points of a polyline."""
        return _points(self.due)

    @property
    def known_line(self) -> str:
        """The line through what is known."""
        return _points(self.known)


def path_chart(path: Mapping[str, Any], *, on: str) -> PathChart:
    """
    Place one path of `GET /targets` in a picture; time runs to the right in days, places go up from 0.

    Parameters
    ----------
    path
        `name`, `due` (`on`, `required`, `state_zh`) and `known` (`on`, `places`, `exact`), days as ISO text; at least
        one of the two has an entry.
    on
        The day of the study, marked by a line.
    """
    frame = _Frame.of(path, on=on)
    known = {one["on"]: one["places"] for one in path["known"]}
    due = {one["on"]: one["required"] for one in path["due"]}
    return PathChart(
        title=f"{path['name']}托位路径",
        desc=_described(path),
        due=tuple(
            _mark(frame, on=day, number=number, words=_due_words(one), above=number >= known.get(day, 0))
            for one in path["due"]
            for day, number in [(one["on"], one["required"])]
        ),
        known=tuple(
            _mark(frame, on=day, number=number, words=_known_words(one), above=number > due.get(day, number))
            for one in path["known"]
            for day, number in [(one["on"], one["places"])]
        ),
        rows=tuple(Tick(frame.y(level), f"{level:,}") for level in range(0, frame.top + 1, frame.step)),
        days=_spaced([Tick(frame.x(day), day) for day in sorted({*due, *known, on})]),
        today=Tick(frame.x(on), on),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The two scales of a picture: days from left to right, places from the bottom up to a round number."""

    first: int
    last: int
    step: int
    top: int

    @classmethod
    def of(cls, path: Mapping[str, Any], *, on: str) -> "_Frame":
        days = [date.fromisoformat(one["on"]).toordinal() for one in (*path["due"], *path["known"])]
        days.append(date.fromisoformat(on).toordinal())
        numbers = [one["required"] for one in path["due"]] + [one["places"] for one in path["known"]]
        step = _step(max(numbers))
        return cls(min(days), max(days), step, step * max(1, -(-max(numbers) // step)))

    def x(self, day: str) -> float:
        """Where a day stands; a single day stands in the middle."""
        passed = (date.fromisoformat(day).toordinal() - self.first) / max(self.last - self.first, 1)
        share = passed if self.last > self.first else 0.5
        return round(_LEFT + _INSET + share * (WIDTH - _LEFT - _RIGHT - 2 * _INSET), 1)

    def y(self, places: int) -> float:
        """Where a number of places stands."""
        return round(HEIGHT - _BOTTOM - places / self.top * (HEIGHT - _TOP - _BOTTOM), 1)


def _mark(frame: _Frame, *, on: str, number: int, words: str, above: bool) -> Mark:
    """A point whose number stands above or below it, and within the picture."""
    x, y = frame.x(on), frame.y(number)
    anchor = "start" if x < _LEFT + _EDGE else "end" if x > WIDTH - _RIGHT - _EDGE else "middle"
    below = min(y + _ROOM_BELOW, HEIGHT - _BOTTOM - 3)
    return Mark(x, y, f"{number:,}", words, y - _ROOM_ABOVE if above else below, anchor)


def _due_words(one: Mapping[str, Any]) -> str:
    return f"{one['on']}应有{one['required']:,}个，{one['state_zh']}"


def _known_words(one: Mapping[str, Any]) -> str:
    return f"{one['on']}现有{'' if one['exact'] else '至少'}{one['places']:,}个"


def _described(path: Mapping[str, Any]) -> str:
    """The whole picture in one sentence."""
    due = "；".join(_due_words(one) for one in path["due"]) or "没有目标"
    known = "；".join(_known_words(one) for one in path["known"]) or "没有已知的托位数"
    return f"目标：{due}。已知：{known}。"


def _step(largest: int) -> int:
    """A round distance between the lines of the grid that needs few of them."""
    size = 1
    while True:
        for step in _STEPS:
            if largest <= step * size * _MOST_LINES:
                return step * size
        size *= 10


def _spaced(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """The days that find room below the axis, on the first line that is free; the rest stand in the table alone."""
    ends = [float("-inf")] * _LINES
    placed = []
    for tick in ticks:
        line = next((line for line, end in enumerate(ends) if tick.at - _LABEL_WIDTH / 2 > end), None)
        if line is not None:
            ends[line] = tick.at + _LABEL_WIDTH / 2
            placed.append(Tick(tick.at, tick.label, line))
    return tuple(placed)


def _points(marks: Sequence[Mark]) -> str:
    return " ".join(f"{mark.x},{mark.y}" for mark in marks)
