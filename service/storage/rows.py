"""A city's frames as rows of a store and back (表与行): the same values, column for column."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import orjson
import pandas as pd
import shapely

from planning.exchange.typed import typed_table
from planning.model.city import AgeSplit, City, Manifest, WalkingSource
from planning.model.contracts import TableContract
from planning.model.tables import CITY_TABLES
from service.storage.model import BOUNDS


def columns_to_store(table: pd.DataFrame, contract: TableContract) -> dict[str, list[Any]]:
    """The values of a table by column, missing ones None; geometry tables have their bounds beside them."""
    columns = {column.name: _plain(table[column.name]) for column in contract.columns}
    if contract.geometry:
        bounds = shapely.bounds(np.array(columns[contract.geometry.name], dtype=object)).reshape(-1, 4)
        for name, values in zip(BOUNDS, bounds.T, strict=True):
            columns[name] = [None if np.isnan(value) else float(value) for value in values]
    return columns


def _plain(values: "pd.Series[Any]") -> list[Any]:
    present = values.notna()
    plain = values.astype(object)
    return [value if there else None for value, there in zip(plain, present, strict=True)]


def table_from_store(rows: Sequence[Sequence[Any]], contract: TableContract) -> pd.DataFrame:
    """A frame as the contract types it, from rows in key order whose values stand in contract order."""
    index = pd.RangeIndex(len(rows))
    columns = zip(*rows, strict=True) if rows else ((),) * len(contract.columns)
    series = {
        column.name: pd.Series(list(values), index=index, dtype="object")
        for column, values in zip(contract.columns, columns, strict=True)
    }
    return typed_table(contract, series, index=index)


def content_hash(city: City) -> str:
    """SHA-256 over the manifest and every value of every table, as 64 hexadecimal digits."""
    digest = hashlib.sha256(manifest_to_json(city.manifest).encode())
    for contract in CITY_TABLES:
        digest.update(orjson.dumps([contract.name, columns_to_store(city.table(contract.name), contract)], _written))
    return digest.hexdigest()


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, shapely.Geometry):
        return str(shapely.to_wkb(value, hex=True, flavor="iso"))
    raise TypeError(f"cannot store {type(value).__name__}")


def manifest_to_json(manifest: Manifest) -> str:
    """The manifest as JSON: days in ISO form, decimals as text; no word of a walking network where there is none."""
    split, walking = manifest.age_split, manifest.walking
    values = {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}
    values["age_split"] = split and {"under_3_share_of_1_4": str(split.under_3_share_of_1_4), "label": split.label}
    del values["walking"]
    if walking:
        values["walking"] = {"source": walking.source, "on": walking.on}
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()


def manifest_from_json(text: str) -> Manifest:
    """What `manifest_to_json` wrote, as a Manifest; also what was written before there were walking networks."""
    values = orjson.loads(text)
    split = values.pop("age_split")
    register_on = values.pop("register_on")
    walking = values.pop("walking", None)
    return Manifest(
        **values | {"on": date.fromisoformat(values["on"])},
        register_on=register_on and date.fromisoformat(register_on),
        age_split=split and AgeSplit(Decimal(split["under_3_share_of_1_4"]), split["label"]),
        walking=walking and WalkingSource(walking["source"], walking["on"] and date.fromisoformat(walking["on"])),
    )
