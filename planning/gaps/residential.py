"""Gaps of residential areas (居住区): each new area by itself, against the rules that speak of it."""

import numpy as np
import pandas as pd

from planning.gaps.facts import homes_with_provision
from planning.gaps.gap import gap_figures
from planning.gaps.required_places import TargetBasis
from planning.ground import Ground
from planning.policy.clauses import DocumentStatus
from planning.policy.outcome import Modality, Outcome
from planning.policy.profile import Profile
from planning.policy.rules.density import Density
from planning.policy.worst import worst_by_area


def residential_gaps(ground: Ground, profile: Profile, *, findings: pd.DataFrame, supply: pd.DataFrame) -> pd.DataFrame:
    """
    The gap table of residential areas.

    Parameters
    ----------
    ground
        The city on the day.
    profile
        Its density rules of the level give `required`; where none applies it is NA.
    findings
        Every finding of the level, as the rules gave them.
    supply
        Open places by residential area.

    Returns
    -------
    DataFrame
        By residential area id, the columns of `planning.frames` for the level, without geometry. `outcome` is the worst
        word of the rules that bind; an advisory rule alone (参照) gives a required number, and its own word.
    """
    homes = homes_with_provision(ground)
    table = homes[["name", "era", "status", "central_share", "planned_places", "provided"]].assign(kind=homes["era"])
    table = table.join(ground.belonging(homes)).join(homes[_OF_PEOPLE]).join(supply)
    owed = _owed(findings, profile)
    table = table.join(owed[["required", "rule_id"]])
    table["required"] = table["required"].astype("Int64")
    table["required_basis"] = np.where(table["required"].notna(), TargetBasis.RULE, TargetBasis.MISSING)
    table["target_on"] = None
    figures = gap_figures(table).drop(columns=["shortage", "surplus"])
    missing = table["required"] - table["provided"]
    table = table.join(figures).assign(shortage=missing.clip(lower=0), surplus=(-missing).clip(lower=0))
    table = table.join(_verdicts(findings, profile, homes=homes.index))
    nothing_asked = table["required"].isna() & (table["outcome"] != str(Outcome.UNDETERMINED))
    return table.assign(
        required_basis=table["required_basis"].mask(nothing_asked, str(TargetBasis.NOT_APPLICABLE)),
        reason=table["reason"].mask(
            homes["under_plan"].astype(bool) & (table["outcome"] != str(Outcome.NOT_APPLICABLE)),
            table["reason"] + "（尚未交付，按规划配建核算）",
        ),
    )


_OF_PEOPLE = ["residents", "residents_on", "residents_basis", "children_under_3", "children_basis"]


def _owed(findings: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """By area: the largest number a density rule asks for, and the rule that asks; a duty goes before advice."""
    by_id = {rule.id: rule for rule in profile.rules if isinstance(rule, Density)}
    asked = findings[findings["rule_id"].isin(list(by_id)) & findings["required"].notna()]
    duty = asked["rule_id"].map(lambda rule_id: by_id[rule_id].modality is Modality.MUST).astype(bool)
    ranked = asked.assign(duty=duty).sort_values(["area_id", "duty", "required"], ascending=[True, False, False])
    return ranked.drop_duplicates("area_id").set_index("area_id")


def _verdicts(findings: pd.DataFrame, profile: Profile, *, homes: pd.Index) -> pd.DataFrame:
    """By area: the worst outcome over the rules that speak of it, and the reasons they give."""
    duties = {rule.id for rule in profile.rules if rule.modality is Modality.MUST}
    speaks = findings["outcome"] != str(Outcome.NOT_APPLICABLE)
    duty = findings["rule_id"].isin(duties)
    # Advice (参照) decides nothing by itself: it is heard only where no duty applies.
    bound, advised = worst_by_area(findings[speaks & duty]), worst_by_area(findings[speaks & ~duty])
    worst = bound.reindex(homes).fillna(advised.reindex(homes)).fillna(str(Outcome.NOT_APPLICABLE))
    return pd.DataFrame(
        {"outcome": worst, "reason": _reasons(findings[speaks], findings[~speaks], profile, homes=homes)}
    )


def _reasons(speaking: pd.DataFrame, silent: pd.DataFrame, profile: Profile, *, homes: pd.Index) -> pd.Series:
    """By area: what each rule that speaks of it says; where none does, why not."""
    standing = {
        rule.id: "（征求意见稿）" if rule.source.document.status is DocumentStatus.DRAFT else ""
        for rule in profile.rules
    }
    word = {str(outcome): outcome.zh for outcome in Outcome}
    why = speaking["reason"].where(speaking["reason"] == "", "，" + speaking["reason"])
    said = speaking["rule_id"] + speaking["rule_id"].map(standing) + speaking["outcome"].map(word) + why
    unsaid = silent["rule_id"] + "：" + silent["reason"]
    told = said.groupby(speaking["area_id"]).agg("；".join).reindex(homes)
    return told.fillna(unsaid.groupby(silent["area_id"]).agg("；".join).reindex(homes)).fillna("")
