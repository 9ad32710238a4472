from datetime import date
from typing import Any

import pandas as pd
import pytest

from planning.exchange.network_export import coverage_to_csv, links_to_csv
from planning.model.city import City
from planning.network import Network
from planning.policy.reading import load_profile
from planning.study import Study
from tests.builders import Row, a_city, spot, square

# Two districts side by side; the western one has two streets, the eastern one a street and one without a boundary.
AREAS: tuple[Row, ...] = (
    {"area_id": "C", "name": "小城", "level": "city", "kind": "city", "geometry": square(0, 0, 3, 1)},
    {"area_id": "W", "name": "西区", "level": "district", "parent_id": "C", "geometry": square(0, 0, 2, 1)},
    {"area_id": "E", "name": "东区", "level": "district", "parent_id": "C", "geometry": square(2, 0, 3, 1)},
    {"area_id": "W1", "name": "甲街道", "level": "street", "parent_id": "W", "geometry": square(0, 0, 1, 1)},
    {"area_id": "W2", "name": "乙街道", "level": "street", "parent_id": "W", "geometry": square(1, 0, 2, 1)},
    {"area_id": "E1", "name": "丙街道", "level": "street", "parent_id": "E", "geometry": square(2, 0, 3, 1)},
    {"area_id": "E2", "name": "丁镇", "level": "street", "parent_id": "E"},
)
# site: kind, kilometres east and north, inclusive
SITES: dict[str, tuple[str, float, float, bool]] = {
    "centre": ("service_centre", 1.5, 0.5, False),
    "far-hub": ("nursery", 0.1, 0.5, True),
    "near-hub": ("nursery", 0.8, 0.5, True),
    "point-1": ("community_point", 0.7, 0.5, True),
    "point-2": ("community_point", 1.1, 0.5, True),
    "private": ("nursery", 1.2, 0.5, False),
    "eastern": ("nursery", 2.5, 0.5, True),
}


def a_town(*, statuses: bool = True, **manifest: Any) -> City:
    day = date(2020, 1, 1)
    return a_city(
        {
            "areas": [{"kind": "district", **area} for area in AREAS],
            "institutions": [
                {"institution_id": name, "name": name, "kind": kind, "ownership": "private"}
                for name, (kind, *_) in SITES.items()
            ],
            "sites": [
                {"site_id": name, "institution_id": name, "name": name, "geometry": spot(east, north)}
                for name, (_, east, north, _) in SITES.items()
            ],
            "site_states": [{"site_id": name, "since": day, "state": "filed"} for name in SITES],
            "inclusive_statuses": [
                {"institution_id": name, "recognised_by": "city", "since": day}
                for name, (*_, inclusive) in SITES.items()
                if inclusive and statuses
            ],
        },
        **manifest,
    )


def network_of(city: City) -> Network:
    return Network.of(Study.of(city, load_profile("demo-city")))


@pytest.fixture(scope="module")
def network() -> Network:
    return network_of(a_town())


def link(network: Network, site_id: str) -> Any:
    return network.links.set_index("site_id").loc[site_id]


def test_a_point_is_led_by_the_nearest_inclusive_institution_of_its_street(network: Network) -> None:
    assert link(network, "point-1")["to_id"] == "near-hub"
    assert link(network, "point-1")["missing"] == ""


def test_a_point_without_one_in_its_street_says_so_however_near_the_next_street_is(network: Network) -> None:
    # near-hub is 300 m away, in another street.
    assert pd.isna(link(network, "point-2")["to_id"])
    assert link(network, "point-2")["missing"] == "本街（镇）没有普惠托育机构"


def test_institutions_are_led_by_the_centre_of_their_district(network: Network) -> None:
    assert [link(network, name)["to_id"] for name in ("far-hub", "near-hub", "private")] == ["centre"] * 3
    assert link(network, "eastern")["missing"] == "本区没有托育综合服务中心"


def test_the_centre_of_the_city_is_not_guessed(network: Network) -> None:
    assert link(network, "centre")["role"] == "district_centre"
    assert link(network, "centre")["missing"] == "没有可认定的市级托育综合服务中心"
    assert any("没有写明中心级别" in note for note in network.notes)


def test_streets_say_what_they_have_and_what_they_lack(network: Network) -> None:
    table = network.coverage
    assert table.loc["W1", ["has_hub", "hubs", "points", "points_without_hub"]].tolist() == [True, 2, 1, 0]
    assert table.loc["W1", "missing"] == ""
    assert table.loc["W2", ["has_hub", "hubs", "points", "points_without_hub"]].tolist() == [False, 0, 1, 1]
    assert table.loc["W2", "missing"] == "没有普惠托育机构"
    assert table.loc["E1", "missing"] == "没有社区托育点；所在区没有托育综合服务中心"


def test_of_a_street_without_a_boundary_nothing_is_known(network: Network) -> None:
    assert network.coverage.loc["E2", "missing"] == "没有边界，不知道有哪些点位"
    assert network.coverage.loc["E2", ["has_hub", "hubs", "has_district_centre"]].isna().all()


def test_without_statuses_nobody_knows_which_street_has_an_inclusive_institution() -> None:
    network = network_of(a_town(statuses=False))
    assert link(network, "point-1")["missing"] == "不知道本街（镇）有没有普惠托育机构"
    assert pd.isna(network.coverage.loc["W1", "has_hub"])
    assert network.coverage.loc["W1", "missing"] == "不知道有没有普惠托育机构"
    assert "没有普惠认定资料，不能认定哪些是普惠机构" in network.notes


def test_without_a_register_for_the_day_there_is_no_network() -> None:
    network = network_of(a_town(register_on=None))
    assert network.links.empty
    assert network.notes == ("当日没有点位登记册，网络无法判断",)
    assert (network.coverage["missing"] == "当日没有点位登记册").all()
    assert coverage_to_csv(network).decode("utf-8-sig").count("\r\n") == 5


def test_the_clauses_are_cited(network: Network) -> None:
    assert [cite.partition(" ")[2] for cite in network.cites] == [
        "穗府办〔2024〕3号 三（一）1「1+11+N」",
        "穗府办〔2024〕3号 三（一）3「一街(镇)一普惠」",
    ]
    cites = Network.of(Study.of(a_town(), load_profile("guangzhou-2023-2025"))).cites
    assert any("11个区级托育综合服务中心" in cite for cite in cites)


def test_tables_are_written_in_chinese(network: Network) -> None:
    lines = links_to_csv(network).decode("utf-8-sig").splitlines()
    assert "point-1,point-1,社区托育点,西区,甲街道,near-hub,near-hub,街（镇）普惠托育机构," in lines
    lines = coverage_to_csv(network).decode("utf-8-sig").splitlines()
    assert "W2,乙街道,西区,否,0,1,1,是,没有普惠托育机构" in lines
    assert "E2,丁镇,东区,,,,,,没有边界，不知道有哪些点位" in lines
