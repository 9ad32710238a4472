"""What the required places of a gap table rest on (应有托位的依据), where their reader has to know it."""

import pandas as pd

from planning.gaps.required_places import Target, TargetBasis
from planning.model.codes import Level
from planning.policy.outcome import Modality
from planning.study import Study


def basis_notes(study: Study, level: Level, *, rows: pd.DataFrame) -> list[str]:
    """A line where residents stand in for children, and one where the target that binds is not a duty."""
    by_proxy = rows[rows["required_basis"] == TargetBasis.BY_PROXY]
    notes = [_proxy(by_proxy)] if len(by_proxy) else []
    # What a residential area owes is its own rules' affair, not a share of the target.
    target = None if level is Level.RESIDENTIAL_AREA else study.target
    if target and target.modality is not Modality.MUST and rows["required"].notna().any():
        notes.append(_gentle(target))
    return notes


def _proxy(rows: pd.DataFrame) -> str:
    reasons = "，".join(dict.fromkeys(reason for reason in rows["reason"].fillna("") if reason))
    return (
        f"{len(rows)}个单元的应有托位以常住人口代替3岁以下婴幼儿分摊，因同级有单元的婴幼儿数不明"
        f"{f'（{reasons}）' if reasons else ''}"
        f" / residents stand in for children under 3 in {len(rows)} units: the number of children is not known in all"
    )


def _gentle(target: Target) -> str:
    zh, en = target.modality.zh, str(target.modality).replace("_", " ")
    return (
        f"{target.target_on}的应有托位是“{zh}”目标，不是必须完成的任务（{target.rule_id}）"
        f" / the target is not a duty: {en}"
    )
