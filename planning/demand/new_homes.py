"""Who moves into homes still to be delivered (新建住房入住): the people of phases to come, by counting unit and day."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.demand.counting_units import CountingUnits
from planning.ground import Ground
from planning.model.stated_tables import phase_id


@dataclass(frozen=True, slots=True)
class NewHomes:
    """
    The phases delivered after the day of a study.

    `phases` has a row for each that counts: `phase` (its id), `unit`, `delivered_on`, `residents` (int), `source`.
    `left_out` says of each other one why it does not: a phase is never taken to have nobody.
    """

    phases: pd.DataFrame
    left_out: tuple[str, ...]

    def until(self, year: int) -> pd.DataFrame:
        """The phases delivered by the end of a year."""
        return self.phases[self.phases["delivered_on"].map(lambda day: day <= date(year, 12, 31)).astype(bool)]


def new_homes(ground: Ground, units: CountingUnits) -> NewHomes:
    """
    Find the people of the phases to come, and the unit each lies in.

    A phase counts where its people are stated, its residential area lies in a unit whose births are known, and the
    residents of that unit are known: its children are those people's at the unit's present rate.
    """
    phases = ground.city.table("phases")
    ahead = phases[phases["delivered_on"].map(lambda day: day > ground.on).astype(bool)]
    streets = ground.homes["street"].where(ground.homes["street"].notna(), ground.homes["district"])
    unit_of = {area: units.unit_of(area) for area in units.lineage}
    unit = ahead["residential_area_id"].map(streets).map(unit_of)
    names = [phase_id(area, phase) for area, phase in zip(ahead["residential_area_id"], ahead["phase"], strict=True)]
    table = ahead.assign(phase=names, unit=unit)[["phase", "unit", "delivered_on", "residents", "source"]]
    reasons = _why_not(table, ground, units)
    kept = table[reasons == ""].reset_index(drop=True)
    told = zip(table["phase"][reasons != ""], reasons[reasons != ""], strict=True)
    return NewHomes(kept, tuple(f"{phase}：{reason}" for phase, reason in told))


def _why_not(table: pd.DataFrame, ground: Ground, units: CountingUnits) -> pd.Series:
    people = ground.people["residents"]
    peopled = set(people.index[people.fillna(0) > 0])
    reasons = pd.Series("", index=table.index, dtype=object)
    reasons = reasons.mask(~table["unit"].isin(peopled), "所在街道没有常住人口")
    reasons = reasons.mask(~table["unit"].isin(units.by_age.index), "所在街道的出生人口不全")
    reasons = reasons.mask(table["unit"].isna(), "不在任何街道内")
    return reasons.mask(table["residents"].isna(), "没有人口")
