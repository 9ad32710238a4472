"""How the walks of a city were measured (步行口径), in Chinese: along what, from what source, what is left out."""

from planning.accessibility.walking_network import WalkMode
from planning.model.city import WalkingSource
from planning.numerals import number, whole
from planning.policy.walking import Detour

_SITES_AND_POINTS = ("计入供给的点位", "居住点")


def network_note(
    source: WalkingSource | None, mode: WalkMode, *, snap_limit_m: int, apart: tuple[int, ...] = (0, 0)
) -> str:
    """The words for walks along a network; `apart` are the sites and the points that have a place and do not join."""
    named = f"（{source.source}{f'，{source.on}' if source.on else ''}）" if source else ""
    told = _counted(apart)
    return (
        f"步行距离沿步行路网{named}，{mode.zh}；距路网超过{snap_limit_m}米的点未接入"
        f"（居住区有已知出入口的从出入口起算，不受此限）{f'：{told}' if told else ''}"
    )


def straight_note(why: str, detour: Detour | None, *, unplaced: tuple[int, ...]) -> str:
    """The words for straight lines, and `why` they stand in; `unplaced` as `unplaced_note` has it."""
    factor = detour.factor if detour else 1
    cited = f"（出处：{detour.source.cite()}）" if detour else "（方案没有给出绕行系数，未作放大）"
    return f"{why}，步行距离按直线距离×{number(factor)}估算{cited}{unplaced_note(unplaced)}"


def walled_note(walled: int) -> str:
    """How many estates have gates and none of them on a way that is walked; "" where none has."""
    return f"；{whole(walled)}个居住区出入口不通（已知的出入口都不在可通行的路段上），量不出距离" if walled else ""


def unplaced_note(unplaced: tuple[int, ...]) -> str:
    """How many sites and dwelling points have no place at all; "" where all have."""
    sites, points = unplaced
    told = f"；{whole(sites)}处计入供给的点位没有位置，不算在任何人附近" if sites else ""
    return told + (f"；{whole(points)}处居住点没有位置，量不出距离" if points else "")


def _counted(numbers: tuple[int, ...]) -> str:
    counts = zip(_SITES_AND_POINTS, numbers, strict=True)
    return "、".join(f"{what}{whole(count)}处" for what, count in counts if count)
