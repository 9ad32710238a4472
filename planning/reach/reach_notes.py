"""What an answer about reach rests on (口径与假设): how walks were measured, which places count, what is left out."""

from planning.numerals import whole
from planning.policy.profile import Profile
from planning.reach.distance_told import reach_told
from planning.reach.reached import FEWEST_COMPARED, Reached
from planning.reach.withheld import told_withheld, withheld


def reach_notes(reached: Reached, profile: Profile) -> tuple[str, ...]:
    """Each in one Chinese sentence: the distance, walks, what is near, places, and the areas that were not compared."""
    return (
        *_of_nobody(reached),
        reach_told(reached.asked.within_m, walking=profile.walking, reach=profile.reach),
        reached.walks.note,
        "计入供给的点位都算，不论是否对外开放；距离量不出的儿童不算可达，另行列出",
        _of_places(reached),
        *_of_sharing(reached),
        *_of_comparing(reached),
    )


def _of_nobody(reached: Reached) -> tuple[str, ...]:
    return () if len(reached.areas) else ("这座城市没有这一层级的单元，所以没有一行",)


def _of_places(reached: Reached) -> str:
    left = told_withheld(withheld(reached.walks))
    told = f"；不计：{left}" if left else ""
    return f"可及托位：只计对外开放的点位填报的托位{told}；有不明的，附近的可及托位为下限"


def _of_sharing(reached: Reached) -> tuple[str, ...]:
    points = reached.points
    apart = points[~points["measured"]]
    if apart.empty:
        return ()
    return (f"{whole(len(apart))}处居住点（{whole(apart['children'].sum())}名儿童）量不出距离，不参与分享托位",)


def _of_comparing(reached: Reached) -> tuple[str, ...]:
    areas = reached.areas
    left = len(areas.index.difference(reached.compared))
    said = [f"可及托位不明或只是下限的{left}个单元不计入基尼系数和帕尔马比值"] if left else []
    if len(reached.compared) < FEWEST_COMPARED:
        said.append("可比的区域不足两个，不计算基尼系数和帕尔马比值")
    return tuple(said)
