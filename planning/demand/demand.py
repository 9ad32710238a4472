"""How many places will be needed (托位需求预测), by three denominators side by side, against what is open today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

import pandas as pd

from planning.demand.demand_measures import WILLINGNESS_OF_CLASS, enrolment, willingness
from planning.demand.enrolled import enrolled_today
from planning.demand.future_ages import AGE_COLUMNS, ELIGIBLE, future_ages
from planning.demand.projection import Projection, project
from planning.gaps.required_places import Target
from planning.judged import Judged
from planning.model.codes import DOWN_TO_STREET, Code, Level, Variant
from planning.numerals import whole
from planning.policy.uptake import Uptake
from planning.population.age_bands import Ages

_KEY = ["variant", "year", "area_id"]
_SILENT = "个点位未填报在托人数"


class Measure(Code):
    """By what places are counted as needed (口径); the three are never added up or mixed."""

    POLICY = "policy", "政策口径"
    WILLINGNESS = "willingness", "意愿口径"
    ENROLMENT = "enrolment", "在托口径"


@dataclass(frozen=True, slots=True)
class Demand:
    """
    The places needed in every city, district and street, year by year and variant by variant.

    `table` has a row for each variant, year and area, in that order: `variant`, `year`, `level`, `area_id`, `name`,
    `district_id`; `children_under_3` and the ages of classes (`AGE_COLUMNS`), Int64; `places`, what is open on the day
    of the study and taken to stay; for each `Measure` the places needed, `<measure>_shortage`, `<measure>_surplus` and
    `<measure>_reason` (why unknown); `policy_on` and `policy_rule`; `willingness_<class>`; `enrolment_at_least`
    (bool), whether `enrolment` is a lower bound, with the number of `silent_sites` behind it; `finding` in words; and
    `reason`, why the children are unknown. Missing numbers are NA, never 0. A lower bound can show a shortage, itself
    then a lower bound, and never that there is enough.
    """

    study: Judged
    projection: Projection
    uptake: Uptake | None
    table: pd.DataFrame

    @classmethod
    def of(
        cls, study: Judged, *, until: int, uptake: Uptake | None = None, variants: Iterable[Variant] = Variant
    ) -> Self:
        """
        Work out what is needed from the year of a study to `until`.

        `uptake` takes the place of the profile's own. Raises ProjectionError where no projection can be made.
        """
        uptake = uptake or study.profile.uptake
        projection = project(study.ground, until=until, variants=variants)
        table = _children(study, projection)
        table = table.join(_needed(study, projection, table, uptake=uptake))
        for measure in Measure:
            table = table.join(_balance(table, measure))
        table["finding"] = _findings(table)
        return cls(study, projection, uptake, table.reset_index())

    def rows(self, *, level: Level | None = None, area_id: str | None = None) -> pd.DataFrame:
        """The rows of a level, or of one area."""
        table = self.table
        kept = pd.Series(True, index=table.index)
        if level is not None:
            kept &= table["level"] == str(level)
        if area_id is not None:
            kept &= table["area_id"] == area_id
        return table[kept]

    @property
    def present(self) -> pd.DataFrame:
        """Children under 3 and those of class ages on the day of the study, with what they rest on, by area id."""
        return self.study.ground.people.loc[list(dict.fromkeys(self.table["area_id"]))]


def policy_target(targets: Iterable[Target], year: int) -> Target | None:
    """The dated target that speaks for a year: the latest that has fallen due by its end; None before the first."""
    due = [target for target in targets if target.target_on <= date(year, 12, 31)]
    return due[-1] if due else None


def _children(study: Judged, projection: Projection) -> pd.DataFrame:
    """Every variant, year and area with its children, and what is open in it today."""
    areas = study.ground.areas[study.ground.areas["level"].isin([str(level) for level in DOWN_TO_STREET])]
    variants = [str(variant) for variant in projection.variants]
    index = pd.MultiIndex.from_product([variants, projection.years, areas.index], names=_KEY)
    area = index.get_level_values("area_id")
    table = pd.DataFrame(
        {"level": areas["level"].reindex(area).array, "name": areas["name"].reindex(area).array}, index
    )
    table["district_id"] = areas["district"].reindex(area).array
    known = {(str(variant), year, name): children for (variant, year, name), children in projection.totals.items()}
    table["children_under_3"] = pd.Series([known.get(key, pd.NA) for key in index], index, dtype="Int64")
    table = table.join(future_ages(projection, Ages.of(study.profile.classes)).reindex(index))
    supply = pd.concat([study.supply[level] for level in DOWN_TO_STREET]).reindex(area).set_axis(index)
    table["places"] = supply["supplied"].astype("Int64")
    table["unreported_sites"] = supply["unreported_sites"].astype("Int64")
    reasons = pd.Series([projection.reasons.get(name, "") for name in area], index, dtype=object)
    table["reason"] = reasons.where(table["children_under_3"].isna(), "")
    return table


def _needed(study: Judged, projection: Projection, table: pd.DataFrame, *, uptake: Uptake | None) -> pd.DataFrame:
    """What each measure asks for, and why it cannot say."""
    needed = _policy(study, projection, table)
    wished = ["willingness", *WILLINGNESS_OF_CLASS]
    if uptake is None:
        needed[wished] = pd.DataFrame(index=table.index, columns=wished, dtype="Int64")
        told = pd.Series("方案没有入托意愿比例，也没有给出", index=table.index, dtype=object)
    else:
        ages = table[list(AGE_COLUMNS)]
        needed[wished] = willingness(projection, ages, uptake=uptake).reindex(table.index)
        told = table["reason"].mask(table["reason"].eq("") & table[ELIGIBLE].isna(), "方案没有班型月龄")
    needed["willingness_reason"] = told.where(needed["willingness"].isna(), "")
    return needed.join(_enrolment(study, projection, table))


def _enrolment(study: Judged, projection: Projection, table: pd.DataFrame) -> pd.DataFrame:
    """What enrolment asks for: a lower bound where some site did not report it, NA where none did."""
    areas = table.index.get_level_values("area_id")
    today = enrolled_today(study)
    enrolled = today.reindex(areas).set_axis(table.index)
    needed = enrolment(projection, today["enrolled"]).reindex(table.index).mask(enrolled["enrolled"].isna())
    silent = enrolled["silent"].where(needed.notna(), 0)
    unknown = table["reason"].mask(table["reason"] == "", "在托人数不明")
    least = [f"{whole(sites)}{_SILENT}，已填报的{whole(reported)}人只是下限"
             for sites, reported in zip(silent, enrolled["enrolled"], strict=True)]  # fmt: skip
    reason = unknown.where(needed.isna(), pd.Series(least, table.index, dtype=object).where(silent > 0, ""))
    return pd.DataFrame(
        {"enrolment": needed, "enrolment_at_least": silent > 0, "silent_sites": silent, "enrolment_reason": reason}
    )


def _policy(study: Judged, projection: Projection, table: pd.DataFrame) -> pd.DataFrame:
    """The places owed under the target that speaks for each year."""
    speaking = {year: policy_target(study.all_targets, year) for year in projection.years}
    first = min((target.target_on for target in study.all_targets), default=None)
    silent = f"最早的目标{first}才到期" if first else "方案没有有期限的托位目标"
    years, areas = table.index.get_level_values("year"), table.index.get_level_values("area_id")
    rows = [
        (target.required.get(area, pd.NA), target.target_on, target.rule_id) if target else (pd.NA, None, "")
        for target, area in zip(map(speaking.get, years), areas, strict=True)
    ]
    found = pd.DataFrame(rows, table.index, ["policy", "policy_on", "policy_rule"]).astype({"policy": "Int64"})
    told = found["policy_on"].map(lambda day: silent if pd.isna(day) else "该目标没有分到本单元")
    return found.assign(policy_reason=told.where(found["policy"].isna(), ""))


def _balance(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Shortage and surplus by one measure; what nobody reported can show neither a lack of places nor of children."""
    spare = table["places"] - table[str(measure)]
    some_unknown = (table["unreported_sites"] > 0).fillna(value=False).astype(bool)
    spare = spare.mask(some_unknown & (spare < 0).fillna(value=False).astype(bool))
    if measure is Measure.ENROLMENT:
        spare = spare.mask(table["enrolment_at_least"].astype(bool) & (spare >= 0).fillna(value=False).astype(bool))
    return pd.DataFrame(
        {f"{measure}_shortage": (-spare).clip(lower=0), f"{measure}_surplus": spare.clip(lower=0)}, index=table.index
    )


def _findings(table: pd.DataFrame) -> list[str]:
    """What the three measures say, in words; a surplus is told as a shortage is."""
    bound = [_least(*cells) for cells in zip(table["enrolment"], table["silent_sites"], strict=True)]
    told = [
        [
            _told(*cells, measure)
            for cells in zip(
                table[f"{measure}_shortage"],
                table[f"{measure}_surplus"],
                bound if measure is Measure.ENROLMENT else [""] * len(table),
                strict=True,
            )
        ]
        for measure in Measure
    ]
    return ["；".join(words) for words in zip(*told, strict=True)]


def _least(needed: object, silent: int) -> str:
    """A lower bound in words; "" where the number is the number."""
    return f"至少{whole(needed)}个（{whole(silent)}{_SILENT}）" if silent else ""


def _told(shortage: object, surplus: object, least: str, measure: Measure) -> str:
    if pd.isna(shortage):  # type: ignore[call-overload]
        return f"{measure.zh}{least}，余缺无法判定" if least else f"{measure.zh}无法判定"
    if least:
        return f"{measure.zh}{least}，至少缺{whole(shortage)}个"
    if shortage:
        return f"{measure.zh}缺{whole(shortage)}个"
    return f"{measure.zh}富余{whole(surplus)}个" if surplus else f"{measure.zh}正好"
