"""Why a number is missing, or what it rests on (说明): the remarks that hold of each unit, in one Chinese text."""

from collections.abc import Mapping

import pandas as pd


def reasons(remarks: Mapping[str, pd.Series], units: pd.Index) -> pd.Series:
    """
    Join the remarks that hold.

    `remarks` maps words to whether they hold of each unit (boolean; NA means no). The answer is by unit, in the order
    of the remarks, with "；" between them; empty where none holds.
    """
    said = pd.Series("", index=units, dtype="str")
    for words, holds in remarks.items():
        told = holds.fillna(value=False).astype(bool)
        said = said.mask(told, said.where(said == "", said + "；") + words)
    return said
