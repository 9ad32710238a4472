"""The tree of failures (错误): each says what is wrong, where, and what its reader can do.

PlanningError
    TableError             a frame breaks its contract
        MissingColumn, MissingCrs, CrsMismatch, NotAPoint
    CityRefused            a city folder with faults, each with file, row and field
    ProfileRefused         a policy profile with a fault, with file, key and remedy
    ExampleRefused         a worked example with a fault, with file, place and remedy
    UnknownChoice          a name that is not among the known ones
        UnknownProfile, UnknownLevel, UnknownArea, UnknownCity, UnknownParameter, UnknownTopic
    CoordinateError        a point or system that cannot be converted
    NetworkError           a walking network that cannot be walked
    AssignmentError        children and places that cannot be brought together
    ApportionmentError     weights that a whole cannot be shared out by
    ClassMixError          places that cannot be put into classes
    ProjectionError        years or assumptions that no projection can be made of
    MeasureError           numbers that no measure of reach can be taken of
    NoRegister             a day for which no register says where sites are
    NoDatedTarget          a profile without a date, of which no final report can be made
"""

from collections.abc import Iterable
from dataclasses import dataclass


class PlanningError(Exception):
    """The root of every failure that planning raises on purpose."""


class TableError(PlanningError):
    """A frame does not keep its contract."""


class MissingColumn(TableError):
    """A table lacks a column that its contract names."""

    def __init__(self, *, table: str, column: str) -> None:
        super().__init__(f"{table}: no column {column!r}; add it, or give it a known heading (docs/data.md)")


class MissingCrs(TableError):
    """A table with geometry does not say in which reference system it is."""

    def __init__(self, *, table: str) -> None:
        super().__init__(f"{table}: no CRS; name it on import, it is never guessed")


class CrsMismatch(TableError):
    """Two tables that are measured together are in different reference systems."""

    def __init__(self, *, left: object, right: object) -> None:
        super().__init__(f"tables in different reference systems: {left} and {right}; project one of them")


class NotAPoint(TableError):
    """A row that should be a point on the ground is empty or of another shape."""

    def __init__(self, *, table: str, rows: int, first: object) -> None:
        super().__init__(
            f"{table}: {rows} row(s) that are no point, the first {first!r}; give each a point or leave it out"
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of a file: where it is, what stands there, a stable code, and the remedy in both languages."""

    file: str
    row: int | None
    field: str
    value: str
    code: str
    hint: str


class CityRefused(PlanningError):
    """A city folder that cannot be taken; `issues` has every fault found, not the first alone."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        first = self.issues[0] if self.issues else None
        where = f"{first.file} row {first.row} {first.field}: {first.hint}" if first else "no reason given"
        super().__init__(f"{len(self.issues)} fault(s); the first: {where}")


class ProfileRefused(PlanningError):
    """A policy profile that cannot be taken: the file, the line and key that are wrong, and what would be right."""

    def __init__(self, *, file: str, key: str, remedy: str, line: int | None = None) -> None:
        self.file, self.key, self.remedy, self.line = file, key, remedy, line
        super().__init__(f"{file}: {f'line {line} ' if line else ''}{key}: {remedy}")

    def on_line(self, line: int | None) -> "ProfileRefused":
        """The same refusal with the line that its key stands on."""
        return ProfileRefused(file=self.file, key=self.key, remedy=self.remedy, line=line)


class ExampleRefused(PlanningError):
    """A worked example that cannot be taken: the file, where in it, and what would be right."""

    def __init__(self, *, file: str, where: str, remedy: str) -> None:
        self.file, self.where, self.remedy = file, where, remedy
        super().__init__(f"{file}: {where}: {remedy}")


class UnknownChoice(PlanningError):
    """A name that is not among the choices; `choices` lists those that are."""

    what = "choice"

    def __init__(self, value: str, choices: Iterable[str]) -> None:
        self.value, self.choices = value, tuple(choices)
        listed = ", ".join(self.choices[:20]) + (", …" if len(self.choices) > 20 else "")
        super().__init__(f"no {self.what} {value!r}; choose from: {listed}")


class UnknownProfile(UnknownChoice):
    """No policy profile has this id."""

    what = "profile"


class UnknownLevel(UnknownChoice):
    """Not a level at which gaps are computed."""

    what = "level"


class UnknownArea(UnknownChoice):
    """No area of the level has this id."""

    what = "area"


class UnknownParameter(UnknownChoice):
    """No rule of the profile asks for a number of this name."""

    what = "parameter"


class UnknownTopic(UnknownChoice):
    """No rule that speaks of the unit has this topic."""

    what = "topic"


class UnknownCity(UnknownChoice):
    """No city with this id is stored."""

    what = "city"


class CoordinateError(PlanningError):
    """A coordinate or reference system that cannot be converted, and why."""


class NetworkError(PlanningError):
    """A walking network that cannot be walked, or a walk that cannot be measured, and why."""


class AssignmentError(PlanningError):
    """Children and places that cannot be brought together, and why."""


class ApportionmentError(PlanningError):
    """A whole cannot be shared out by the weights given, and why."""


class ClassMixError(PlanningError):
    """Places that cannot be put into classes, and why."""


class ProjectionError(PlanningError):
    """Years or assumptions that no projection can be made of, and what would be right."""


class MeasureError(PlanningError):
    """Numbers that no measure of reach can be taken of, and what would be right."""


class NoRegister(PlanningError):
    """A day for which no register says where sites are, so that nothing can be near or far."""

    def __init__(self, on: object) -> None:
        super().__init__(
            f"没有{on}的点位登记册，可达性无法计算；请换一个日期，或在city.toml写register_on / "
            f"no register of sites speaks for {on}; choose another day, or write register_on in city.toml"
        )


class NoDatedTarget(PlanningError):
    """A profile without a single dated target has no period that could be summed up."""

    def __init__(self, profile_id: str) -> None:
        super().__init__(
            f"方案{profile_id}没有有期限的目标，请给出起止日期 / "
            f"{profile_id} has no dated target; give the first and the last day"
        )
