"""Requests that are refused before anything is computed (请求错误): a bad parameter, or a form that is not offered."""

from collections.abc import Iterable

from planning.errors import PlanningError, UnknownChoice


class QueryInvalid(PlanningError):
    """A query parameter that is unknown, repeated or impossible; `choices` where there is a list to choose from."""

    def __init__(self, parameter: str, *, zh: str, en: str, choices: Iterable[str] = ()) -> None:
        self.parameter, self.choices = parameter, tuple(choices)
        super().__init__(f"{parameter}：{zh} / {parameter}: {en}")


class NotAcceptable(UnknownChoice):
    """A form in which this answer does not come."""

    what = "format"


class UnknownDistrict(UnknownChoice):
    """No district of the city has this id."""

    what = "district"


class UnknownLayer(UnknownChoice):
    """No map layer has this name."""

    what = "layer"
