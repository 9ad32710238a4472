"""The demo city's `city.toml` (城市清单): who it is, and in which system each file is written."""

from planning.model.tables import CITY_TABLES
from sample_data.generator.calibration import LON_LAT_CRS, METRIC_CRS

NOTICE = "合成数据，仅供演示：人口、机构与托位均由固定种子生成，不对应任何真实城市。"
_HEAD = f"""\
# Made by sample_data/generate.py; change the generator, not this file.
[city]
city_id = "demo-city"
name = "示范市"
name_en = "Demo City"
synthetic = true
notice = "{NOTICE}"
profile = "demo-city"
on = 2026-09-30
metric_crs = "{METRIC_CRS}"
register_on = 2026-09-30

[walking_network]
source = "步行网络（合成）"
on = 2026-09-30
"""
_PLACED = frozenset(contract.name for contract in CITY_TABLES if contract.geometry is not None)


def manifest_toml(files: tuple[str, ...]) -> str:
    """The manifest that names `files`, in order."""
    parts = [_HEAD]
    for file in files:
        name, _ = file.rsplit(".", 1)
        parts.append(f'\n[[table]]\nname = "{name}"\nfile = "{file}"\n')
        if name in _PLACED:
            parts.append(f'crs = "{LON_LAT_CRS}"\ndatum = "CGCS2000"\n')
    return "".join(parts)
