"""What the other readings of an open point would say (其他读法的结论), and when their difference needs a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.outcome import Outcome
from planning.policy.profile import Profile
from planning.policy.rules.base import Rule
from planning.policy.switches import Option, Switch


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of one point: the rule as it then reads (None where it is dropped), and whether it is chosen."""

    point: Switch
    option: Option
    rule: Rule | None

    @property
    def chosen(self) -> bool:
        """Whether this is how the profile reads the point."""
        return self.option.key == self.point.chosen

    def answer(self, facts: Facts, area_id: str) -> tuple[Finding, ...]:
        """What the rule says of one unit under this reading, a finding for each date; none where it is dropped."""
        if self.rule is None:
            return ()
        found = self.rule.evaluate(facts)
        rows: list[dict[str, Any]] = found[found["area_id"] == area_id].to_dict("records")  # type: ignore[assignment]
        return tuple(Finding.of(row) for row in rows)


def alternatives(profile: Profile, rule_id: str) -> tuple[Alternative, ...]:
    """Every reading of every open point of a rule, in the order of the profile; the chosen ones among them."""
    return tuple(_alternatives(profile, rule_id))


def _alternatives(profile: Profile, rule_id: str) -> Iterator[Alternative]:
    for switch in profile.readings_of(rule_id):
        for option in switch.options:
            read = profile if option.key == switch.chosen else profile.read_as(switch.id, option.key)
            yield Alternative(switch, option, next((rule for rule in read.rules if rule.id == rule_id), None))


def findings_of(profile: Profile, rule: Rule, *, facts: Facts) -> pd.DataFrame:
    """
    What a rule says of every unit, as the profile reads it.

    Where nobody has decided between the readings of a point and they answer differently, the outcome is
    `needs_decision`, and the reason has each reading with its answer.
    """
    found = rule.evaluate(facts)
    for switch in profile.readings_of(rule.id):
        if switch.undecided and len(switch.options) > 1:
            found = _undecided(found, profile, rule.id, switch=switch, facts=facts)
    return found


def _undecided(found: pd.DataFrame, profile: Profile, rule_id: str, *, switch: Switch, facts: Facts) -> pd.DataFrame:
    ways = [item for item in alternatives(profile, rule_id) if item.point is switch and item.rule is not None]
    own = next(rule for item in ways if item.chosen and (rule := item.rule) is not None)
    answers = pd.DataFrame(
        {item.option.key: _answers(found, item.rule, own=own, facts=facts) for item in ways if item.rule is not None}
    )
    differ = answers.nunique(axis=1) > 1
    said = pd.Series("", index=answers.index, dtype="str")
    for item in ways:
        said = said + f"（{item.option.key}）{item.option.says}：" + answers[item.option.key] + "；"
    reason = found["reason"].where(found["reason"] == "", found["reason"] + "；")
    told = reason + f"{switch.id}“{switch.point}”读法不同结论不同，须裁定：" + said.str.removesuffix("；")
    return found.assign(
        outcome=found["outcome"].mask(differ, str(Outcome.NEEDS_DECISION)), reason=found["reason"].mask(differ, told)
    )


def _answers(found: pd.DataFrame, rule: Rule, *, own: Rule, facts: Facts) -> pd.Series:
    """
    What a reading answers for each finding (Chinese, without the deadline), in the order of `found`.

    A reading that speaks of another level answers with all its units that a unit of ours holds, or lies in.
    """
    told = rule.evaluate(facts)
    words = _settled(told["outcome"]).map(lambda code: Outcome.read(code).zh)
    if rule.level is own.level:
        return words.set_axis(found.index)
    pairs = pd.concat(
        [
            pd.Series(facts.parents(rule.level, own.level), name="ours").rename_axis("theirs").reset_index(),
            pd.Series(facts.parents(own.level, rule.level), name="theirs").rename_axis("ours").reset_index(),
        ]
    ).dropna()
    of_theirs = pairs.merge(pd.DataFrame({"theirs": told["area_id"], "words": words}), on="theirs")
    answers = of_theirs.groupby("ours")["words"].agg(_together)
    return found["area_id"].map(answers).astype("object").fillna(f"没有列出{rule.level.zh}").astype("str")


def _together(words: pd.Series) -> str:
    """One answer where all units have the same, else how many have which."""
    if words.nunique() == 1:
        return str(words.iloc[0])
    return "、".join(f"{count}个{word}" for word, count in words.value_counts(sort=False).items())


def _settled(outcomes: pd.Series) -> pd.Series:
    """Outcomes without what they say of the deadline: two readings differ in their answer, not in their day alone."""
    return outcomes.replace(
        {
            str(Outcome.DEADLINE_PASSED_MET): str(Outcome.MET),
            str(Outcome.DEADLINE_PASSED_NOT_MET): str(Outcome.NOT_MET),
            str(Outcome.DEADLINE_PASSED_UNKNOWN): str(Outcome.UNDETERMINED),
        }
    )
