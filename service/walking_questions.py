"""What is asked of walks (步行提问), in the words that a query and a command share: how far, and how that counts."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum

from pydantic import ValidationError

from planning.accessibility.decay import Decay, Gaussian, Linear, Step, Zones
from planning.errors import MeasureError
from planning.policy.profile import Profile
from planning.policy.uptake import Uptake
from planning.reached import Asked
from service.refusals import QueryInvalid

LONGEST_WALK_M = 20_000
DEFAULT_WITHIN_M = 1_000
SHARE_PATTERN = r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"
ZONES_PATTERN = r"^[0-9]{1,5}:[0-9](\.[0-9]{1,4})?(,[0-9]{1,5}:[0-9](\.[0-9]{1,4})?){0,9}$"


class Decays(StrEnum):
    """How a farther site counts less."""

    STEP = "step"
    GAUSSIAN = "gaussian"
    LINEAR = "linear"
    ZONES = "zones"


def asked_of_reach(
    profile: Profile,
    *,
    within_m: int | None,
    within_min: int | None,
    rank: int,
    decay: Decays,
    zones: str | None,
    names: tuple[str, str, str] = ("within_m", "within_min", "zones"),
) -> Asked:
    """
    The question that a query or a command writes.

    Without a distance the widest radius of the profile is asked for, and `DEFAULT_WITHIN_M` where it has none; `names`
    are what the three parameters are called where a refusal names them. Raises QueryInvalid.
    """
    if within_m is not None and within_min is not None:
        raise QueryInvalid(
            f"{names[0]}, {names[1]}", zh="米和分钟只给一个", en="give metres or minutes, not both of them"
        )
    metres = float(within_m) if within_m is not None else _widest(profile)
    if within_min is not None:
        if profile.walking is None:
            raise QueryInvalid(
                names[1],
                zh="方案没有给出步行速度，请改用米",
                en="the profile gives no walking speed; give metres instead",
            )
        metres = float(within_min * profile.walking.m_per_min)
    if (decay is Decays.ZONES) != bool(zones):
        raise QueryInvalid(
            names[2],
            zh="分段衰减要写成300:1,600:0.68,1000:0.22，且只与zones同用",
            en="zones are written like 300:1,600:0.68,1000:0.22, and go with decay zones alone",
        )
    return Asked(within_m=metres, rank=rank, decay=_decay(decay, metres, zones or "", name=names[2]))


def uptake_given(share: str | None, source: str | None, *, names: tuple[str, str]) -> Uptake | None:
    """The uptake that a user gives with its source; None where neither is given. Raises QueryInvalid."""
    if not share and not source:
        return None
    if not share or not source:
        raise QueryInvalid(", ".join(names), zh="入托意愿和来源须同时给出", en="an uptake and its source come together")
    try:
        return Uptake.given(Decimal(share), source=source)
    except (InvalidOperation, ValidationError):
        raise QueryInvalid(
            names[0],
            zh="入托意愿是大于0、不大于1的占比，如0.35",
            en="an uptake is a share above 0 and at most 1, like 0.35",
        ) from None


def _widest(profile: Profile) -> float:
    return float(profile.reach.widest_m if profile.reach else DEFAULT_WITHIN_M)


def _decay(decay: Decays, within_m: float, zones: str, *, name: str) -> Decay:
    try:
        if decay is Decays.ZONES:
            pairs = (part.split(":") for part in zones.split(","))
            return Zones(tuple((float(limit), float(weight)) for limit, weight in pairs))
        if decay is Decays.GAUSSIAN:
            return Gaussian(within_m)
        return Linear(within_m) if decay is Decays.LINEAR else Step(within_m)
    except (MeasureError, ValueError) as error:
        raise QueryInvalid(name, zh=f"分段衰减有误：{error}", en=str(error)) from None
