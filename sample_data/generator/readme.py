"""The demo city's `README.md` (说明): that it is made up, what is in it, and what it is calibrated on."""

from collections.abc import Mapping

from sample_data.generator.calibration import ASSUMED_BIRTHS, CALIBRATION, Anchor


def readme_text(rows: Mapping[str, int]) -> str:
    """The text, in Chinese and English; `rows` counts the rows of each table."""
    counts = "\n".join(f"| `{name}` | {count:,} |" for name, count in rows.items())
    anchors = "\n".join(map(_line, CALIBRATION))
    assumed = ", ".join(f"{year}: {births / 1000:.2f} M" for year, births in sorted(ASSUMED_BIRTHS.items()))
    return _TEXT.format(rows=counts, anchors=anchors, assumed=assumed)


def _line(anchor: Anchor) -> str:
    read = "read in the original" if anchor.verified else "second-hand"
    return f"| {anchor.key} | {anchor.figure} | {anchor.fixes} | {anchor.source} | {read} |"


_TEXT = """\
# 示范市 / Demo City

**合成数据。** 示范市不存在：区划、人口、居住区、机构和托位全部由 `sample_data/generate.py` 按固定种子生成，
逐字节可复现。区划代码以 99 开头，不是任何真实代码；地图位置没有含义。数据中没有个人信息，也没有电话。

**Synthetic data.** Demo City does not exist: its areas, people, estates, institutions and places all come from
`sample_data/generate.py` and a fixed seed, the same to the byte every time. Codes begin with 99, which no real code
does; where it lies on the globe means nothing. It holds no persons and no telephone numbers.

Every table has a random stream of its own, so a new table leaves the bytes of the others as they are.

## 表 / Tables

| table | rows |
|---|---|
{rows}

## 校准依据 / Calibration

| id | figure | what it fixes | read in | |
|---|---|---|---|---|
{anchors}

Births of the nation in years that these sources do not give are assumptions of the demo city: {assumed}.
Seasons of birth, age shares of 2020, growth by density, use of places, opening years between the sources, and the
histories of sites are assumptions too. So is every number of `projection_assumptions`: none is a forecast.

## 步行网络 / Walking network

Streets run along the sides of the blocks around homes and sites; no street crosses the river but for six bridges, and
none runs through an estate of several blocks. Roads join the towns. Large estates and some hundreds of others have
their gates on file (`gate_of`), each joined to the street before it; the gates of all others are not known. Lengths are
the straight line times 1.00 to 1.08. `steps` and `closed` are written where they are true, and empty elsewhere.

## 有意的毛病 / Faults on purpose

- Two communities have no population figure; their people are in the figure of the street.
- Some new residential areas state dwellings and a factor but no residents; some state neither.
- A few sites have more children than places; a few reports leave the children out.
- New areas of exactly 7,999, 8,000 and 8,001 people stand in the central urban area, some areas lie across its
  border, and one development is divided into plots that each stay below 8,000.
- Two hamlets have streets of their own but no road to the rest; one bridge and some footpaths have steps, and some
  ways are closed.
- Some phases have their childcare later than their homes; some institutions are registered elsewhere than their form
  asks, train too little or do not report; some land, hosts and checks are not told of at all.
"""
