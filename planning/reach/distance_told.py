"""What a walking distance rests on (步行距离的依据): minutes at a cited speed, or a radius of the profile."""

from decimal import Decimal

from planning.numerals import decimals, number, whole
from planning.policy.reach import Reach
from planning.policy.walking import Walking


def reach_told(within_m: float, *, walking: Walking | None, reach: Reach | None) -> str:
    """The distance of an answer about reach, and how it stands to the radius by which children are served."""
    said = f"可达：步行{whole(round(within_m))}米以内{_in_minutes(within_m, walking)}"
    if reach is None:
        return f"{said}；方案没有给出服务半径"
    radius = f"{_radius(reach)}（{reach.source.cite()}）"
    if within_m == reach.widest_m:
        return f"{said}，即{radius}，与服务五分所用的相同"
    return f"{said}；服务五分用的是另一个距离：{whole(reach.widest_m)}米，即{radius}"


def served_told(limit_m: float, *, walking: Walking | None, reach: Reach | None) -> str:
    """The distance of an answer about who is served, and how it stands to minutes."""
    cited = f"，即{_radius(reach)}（{reach.source.cite()}）" if reach else ""
    said = f"可达：步行{whole(round(limit_m))}米以内{cited}"
    return f"{said}{_in_minutes(limit_m, walking)}；可达性按分钟提问时按步行速度折算，与此可能不同" if walking else said


def _radius(reach: Reach) -> str:
    """The name of the widest radius: that of a circle, unless all have the same."""
    widest = [minutes for minutes, metres in reach.radius_m.items() if metres == reach.widest_m]
    circle = f"{widest[0].zh}生活圈的" if len(widest) == 1 and len(reach.radius_m) > 1 else ""
    return f"{circle}服务半径"


def _in_minutes(metres: float, walking: Walking | None) -> str:
    if walking is None:
        return ""
    minutes = decimals(Decimal(str(metres)) / walking.m_per_min, 1).removesuffix(".0")
    return f"，合{minutes}分钟（每分钟{number(walking.m_per_min)}米，出处：{walking.source.cite()}）"
