from decimal import Decimal

from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.policy.reach import Reach
from planning.policy.walking import Walking
from planning.reach.distance_told import reach_told, served_told

DOCUMENT = Document(id="d", title="标准", issuer="部", status=DocumentStatus.LOCAL)
WALKING = Walking(m_per_min=Decimal(60), snap_limit_m=200, source=Clause(document=DOCUMENT, clause="速度"))
RADII = Reach(radius_m={"5": 300, "10": 500, "15": 1_000}, source=Clause(document=DOCUMENT, clause="半径"))


def test_a_quarter_of_an_hour_is_told_apart_from_the_radius_of_the_circle_of_a_quarter_of_an_hour() -> None:
    assert reach_told(900, walking=WALKING, reach=RADII) == (
        "可达：步行900米以内，合15分钟（每分钟60米，出处：《标准》 速度）；"
        "服务五分用的是另一个距离：1,000米，即十五分钟生活圈的服务半径（《标准》 半径）"
    )
    assert served_told(1_000, walking=WALKING, reach=RADII) == (
        "可达：步行1,000米以内，即十五分钟生活圈的服务半径（《标准》 半径），"
        "合16.7分钟（每分钟60米，出处：《标准》 速度）；可达性按分钟提问时按步行速度折算，与此可能不同"
    )


def test_the_radius_itself_is_the_same_distance() -> None:
    said = reach_told(1_000, walking=WALKING, reach=RADII)
    assert "即十五分钟生活圈的服务半径（《标准》 半径），与服务五分所用的相同" in said


def test_a_radius_that_a_user_gives_is_of_no_circle() -> None:
    given = Reach.given(800, source="问卷")
    assert (
        served_told(800, walking=None, reach=given)
        == "可达：步行800米以内，即服务半径（《问卷》 使用者给定的服务半径）"
    )


def test_without_speed_and_radius_the_metres_stand_alone() -> None:
    assert reach_told(700, walking=None, reach=None) == "可达：步行700米以内；方案没有给出服务半径"
