"""What the demo city is calibrated on (校准依据): each figure with the publication it comes from."""

from dataclasses import dataclass

LON_LAT_CRS = "EPSG:4490"
METRIC_CRS = "EPSG:4547"
# Fields in the zone of the 114E meridian; the place itself has no meaning.
CENTRE_LON_LAT = (114.2, 32.9)
DEGREE_GRID = 1e-6

CITY_RESIDENTS_2020 = 3_912_406
CITY_RESIDENTS_2025 = 4_018_562
SOURCE = "合成数据"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One published figure, what it fixes here, and where it was read; `verified` False means seen second-hand."""

    key: str
    figure: str
    fixes: str
    source: str
    verified: bool


_GB_50180 = "GB 50180-2018 城市居住区规划设计标准"
_SETUP = "国卫人口发〔2019〕58号 托育机构设置标准(试行) 第十九条"

CALIBRATION: tuple[Anchor, ...] = (
    Anchor("A1", "50,000-100,000 people", "residents of a 15-minute life circle", _GB_50180, False),
    Anchor("A2", "15,000-25,000 people", "residents of a 10-minute life circle", _GB_50180, False),
    Anchor("A3", "5,000-12,000 people", "residents of a 5-minute life circle", _GB_50180, False),
    Anchor("A4", "1,000-3,000 people, 2-4 ha", "most existing residential areas", _GB_50180, False),
    Anchor("D1", "乳儿班 <= 10, 托小班 <= 15, 托大班 <= 20, 混龄 <= 18", "places of a class", _SETUP, False),
    Anchor(
        "D16",
        "at most 5 children",
        "places of a home-based point",
        "家庭托育点管理办法(试行) 2023-11",
        False,
    ),
    Anchor(
        "F1",
        "2.03 places per 1,000 people at the end of 2021",
        "how fast sites open",
        "pages quoting The Paper",
        False,
    ),
    Anchor("F2", "2.5 places per 1,000 people at the end of 2022", "how fast sites open", "Xinhua 2023-04-25", False),
    Anchor(
        "F6",
        "4.73 places per 1,000 people at the end of 2025",
        "counted places: 4.0 to 4.7 per 1,000",
        "npc.gov.cn 2026-02-25",
        True,
    ),
    Anchor(
        "F6",
        "49.9 % of places inclusive at the end of 2025",
        "about half of counted places",
        "NHC press conference 2025-12, by way of the press",
        False,
    ),
    Anchor(
        "F9",
        "births 9.56 M (2022), 9.02 M (2023), 9.54 M (2024), 7.92 M (2025)",
        "the shape of births by year",
        "NBS 2023-01-17; NBS by way of the press 2025-01-17, 2026-01-19",
        False,
    ),
    Anchor("F10", "1,404.89 M people at the end of 2025", "the level of births", "NBS 2026-01-19", False),
    Anchor("F13", "2.62 persons per household", "dwellings of existing areas", "2020 census", False),
)

# Births in the nation by year, in thousands (F9), over the people of the nation in thousands (F10).
NATION_BIRTHS = {2022: 9_560, 2023: 9_020, 2024: 9_540, 2025: 7_920}
NATION_PEOPLE = 1_404_890
# F9 starts in 2022 and ends in 2025. The years at its two ends are assumptions of the demo city.
ASSUMED_BIRTHS = {2021: 10_000, 2026: 7_800}
PERSONS_PER_HOUSEHOLD = "2.62"
CLASS_SIZES = {"infant": 10, "toddler_small": 15, "toddler_large": 20, "mixed": 18}
HOME_BASED_PLACES = 5
CIRCLE_RESIDENTS = {"15": (50_000, 100_000), "10": (15_000, 25_000), "5": (5_000, 12_000)}
