"""What is asked of walks (步行提问), in the words that a query and a command share: how far, and how that counts."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.accessibility.decay import Decay, Gaussian, Linear, Step, Zones
from planning.errors import MeasureError
from planning.numerals import number, whole
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.uptake import Uptake
from planning.reach.point_reach import ReachQuestion
from service.citations import cited
from service.refusals import QueryInvalid

LONGEST_WALK_M = 20_000
LONGEST_WALK_MIN = 240
SHARE_PATTERN = r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"
ZONES_PATTERN = r"^[0-9]{1,5}:[0-9](\.[0-9]{1,4})?(,[0-9]{1,5}:[0-9](\.[0-9]{1,4})?){0,9}$"


class Decays(StrEnum):
    """How a farther site counts less."""

    STEP = "step"
    GAUSSIAN = "gaussian"
    LINEAR = "linear"
    ZONES = "zones"


@dataclass(frozen=True, slots=True)
class Within:
    """How far is near: metres, or minutes, or what the profile says; `names` are what a refusal calls the two."""

    metres: int | None = None
    minutes: int | None = None
    names: tuple[str, str] = ("within_m", "within_min")


@dataclass(frozen=True, slots=True)
class Counted:
    """Which site counts, and how a farther one counts less; `name` is what a refusal calls the zones."""

    rank: int = 1
    decay: Decays = Decays.STEP
    zones: str | None = None
    name: str = "zones"


NEAREST = Counted()


def asked_of_reach(profile: Profile, *, within: Within, counted: Counted) -> ReachQuestion:
    """
    The question that a query or a command writes.

    Without a distance the widest radius of the profile is asked for. Raises QueryInvalid, also where it has none.
    """
    metres = metres_of(profile, within)
    written = counted.zones is None or re.fullmatch(ZONES_PATTERN, counted.zones) is not None
    if (counted.decay is Decays.ZONES) != (counted.zones is not None) or not written:
        raise QueryInvalid(
            counted.name,
            zh="分段衰减要写成300:1,600:0.68,1000:0.22，最多10段，且只与zones同用",
            en="zones are written like 300:1,600:0.68,1000:0.22, ten at most, and go with decay zones alone",
        )
    return ReachQuestion(within_m=metres, rank=counted.rank, decay=_decay(counted, metres))


def uptake_given(share: str | None, source: str | None, *, names: tuple[str, str]) -> Uptake | None:
    """The uptake that a user gives with its source; None where neither is given. Raises QueryInvalid."""
    told = cited(source, called=names[1])
    if share is None and told is None:
        return None
    if share is None or told is None:
        raise QueryInvalid(", ".join(names), zh="入托意愿和来源须同时给出", en="an uptake and its source come together")
    # A number of very many digits would keep the service busy, so it is looked at as text first.
    if not re.fullmatch(SHARE_PATTERN, share) or not Decimal(share):
        raise QueryInvalid(
            names[0],
            zh="入托意愿是大于0、不大于1的占比，最多6位小数，如0.35",
            en="an uptake is a share above 0 and at most 1, of six decimals at most, like 0.35",
        )
    return Uptake.given(Decimal(share), source=told)


def metres_of(profile: Profile, within: Within) -> float:
    """How many metres are near: as asked, else the widest radius of the profile. Raises QueryInvalid."""
    if within.metres is not None and within.minutes is not None:
        raise QueryInvalid(
            ", ".join(within.names), zh="米和分钟只给一个", en="give metres or minutes, not both of them"
        )
    if within.metres is not None:
        return float(within.metres)
    if within.minutes is None:
        return float(_radius(profile, within).widest_m)
    if profile.walking is None:
        raise QueryInvalid(
            within.names[1],
            zh="方案没有给出步行速度，请改用米",
            en="the profile gives no walking speed; give metres instead",
        )
    metres = within.minutes * profile.walking.m_per_min
    if metres > LONGEST_WALK_M:
        raise QueryInvalid(
            within.names[1],
            zh=f"{within.minutes}分钟按每分钟{number(profile.walking.m_per_min)}米超过步行距离的上限"
            f"{whole(LONGEST_WALK_M)}米",
            en=f"{within.minutes} minutes are more than {LONGEST_WALK_M} m, the longest walk",
        )
    return float(metres)


def _radius(profile: Profile, within: Within) -> Reach:
    """The radius of a profile; a distance without a source is never made up."""
    if profile.reach is None:
        raise QueryInvalid(
            within.names[0],
            zh="方案没有给出服务半径，请给出步行距离（米）",
            en="the profile gives no service radius; give the metres of the walk",
        )
    return profile.reach


def _decay(counted: Counted, within_m: float) -> Decay:
    if counted.decay is Decays.GAUSSIAN:
        return Gaussian(within_m)
    if counted.decay is not Decays.ZONES:
        return Linear(within_m) if counted.decay is Decays.LINEAR else Step(within_m)
    pairs = [part.split(":") for part in (counted.zones or "").split(",")]
    if any(int(limit) > LONGEST_WALK_M for limit, _ in pairs):
        raise QueryInvalid(
            counted.name,
            zh=f"步行距离最远{whole(LONGEST_WALK_M)}米",
            en=f"a walk is {LONGEST_WALK_M} m long at most",
        )
    try:
        return Zones(tuple((float(limit), float(weight)) for limit, weight in pairs))
    except MeasureError as error:
        raise QueryInvalid(
            counted.name, zh="各段距离须大于0、由近到远，权重在0到1之间且不随距离增加", en=str(error)
        ) from None
