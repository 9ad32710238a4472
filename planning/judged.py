"""What a study found (研究结果), as one immutable value: the ground, the facts, and a table of gaps at each level."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd

from planning.errors import UnknownLevel
from planning.gaps.gap import gap_outcome
from planning.gaps.required_places import Target, binding_target
from planning.ground import Ground
from planning.model.city import City
from planning.model.codes import ADMINISTRATIVE, Level
from planning.policy.facts import Facts
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.subjects import Subject
from planning.reach.walks import Walks
from planning.served.served import Served
from planning.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Judged:
    """
    A city judged by a profile on a day; every table is computed once and never changed.

    `ground` is what was measured, `facts` the same as rules see it, `supply` the places of each unit by level,
    `all_targets` the dated targets shared out, `verdicts` what the rules say, `walks` the walks within the widest
    radius (None where nothing is within reach by anybody's word), `served` what becomes of the children, and `tables`
    the gap tables by level.
    """

    city: City
    profile: Profile
    on: date
    reach: Reach | None
    ground: Ground
    facts: Facts
    supply: Mapping[Level, pd.DataFrame]
    all_targets: tuple[Target, ...]
    verdicts: Verdicts
    walks: Walks | None
    served: Served
    tables: Mapping[Level, gpd.GeoDataFrame]

    def gaps(self, level: Level) -> gpd.GeoDataFrame:
        """
        The gap table of a level.

        By area id, in the order of the city's table, the columns of `planning.frames.columns_of(level)` and a geometry
        in CGCS2000 (EPSG:4490; None where the city has no boundary). Missing numbers are NA, never 0. Raises
        UnknownLevel for anything that is no level.
        """
        return self.tables[_known(level)]

    def findings(self, subject: Level | Subject) -> pd.DataFrame:
        """
        What every rule that speaks of a level, or of another subject, says of each unit.

        `planning.policy.finding.FINDING_COLUMNS`, judged when it is first asked for. Raises UnknownLevel for anything
        that no rule can speak of.
        """
        choices = [str(known) for known in Subject]
        if str(subject) not in choices:
            raise UnknownLevel(str(subject), choices)
        return self.verdicts.of(Subject(str(subject)))

    def findings_of(self, rule_id: str) -> pd.DataFrame:
        """What one rule says of every unit, in force or not; raises UnknownChoice where the profile lacks it."""
        return self.verdicts.of_rule(rule_id)

    def targets(self, level: Level) -> pd.DataFrame:
        """
        Every dated target of each unit of an administrative level, against the supply of the day.

        Long form: `area_id`, `rule_id`, `target_on`, `required`, `basis`, `supplied`, `shortage`, `outcome`; no rows
        for life circles and residential areas.
        """
        units = self.gaps(level).index
        of_level = self.all_targets if level in ADMINISTRATIVE else ()
        return pd.concat([_NO_TARGETS, *(_against(target, self.supply[level], units, self.on) for target in of_level)])

    @property
    def target(self) -> Target | None:
        """The dated target that binds on the day: the next one due, or the last where all have passed."""
        return binding_target(self.all_targets, self.on)


_NO_TARGETS = pd.DataFrame(
    columns=["area_id", "rule_id", "target_on", "required", "basis", "supplied", "shortage", "outcome"]
)


def _known(level: Level) -> Level:
    choices = [str(known) for known in Level]
    if level not in choices:
        raise UnknownLevel(str(level), choices)
    return Level(level)


def _against(target: Target, supply: pd.DataFrame, units: pd.Index, on: date) -> pd.DataFrame:
    """One target of each unit beside what the unit has."""
    table = supply[["supplied", "unreported_sites"]].reindex(units).assign(required=target.required.reindex(units))
    return pd.DataFrame(
        {
            "area_id": units,
            "rule_id": target.rule_id,
            "target_on": target.target_on,
            "required": table["required"].array,
            "basis": target.basis.reindex(units).array,
            "supplied": table["supplied"].array,
            "shortage": (table["required"] - table["supplied"]).clip(lower=0).array,
            "outcome": gap_outcome(table, target_on=target.target_on, on=on).array,
        }
    )
