"""What a rule says of an area (结论): met, not met, or why neither can be said."""

from planning.model.codes import Code


class Outcome(Code):
    """The states a finding can have; `not_applicable` and `undetermined` never count as met."""

    MET = "met", "达标"
    NOT_MET = "not_met", "未达标"
    NOT_APPLICABLE = "not_applicable", "不适用"
    UNDETERMINED = "undetermined", "无法判定"
    NEEDS_DECISION = "needs_decision", "需裁定"
    MANUAL = "manual", "人工核查"
    DEADLINE_PASSED_MET = "deadline_passed_met", "期限已过，达标"
    DEADLINE_PASSED_NOT_MET = "deadline_passed_not_met", "期限已过，未达标"
    DEADLINE_PASSED_UNKNOWN = "deadline_passed_unknown", "期限已过，情况不明"

    @classmethod
    def read(cls, code: str) -> "Outcome":
        """The outcome that a table writes as `code`; raises KeyError where it is none."""
        return {item.value: item for item in cls}[code]


class Modality(Code):
    """How strongly a clause speaks (约束力); only a duty can fail a review by itself."""

    MUST = "must", "应当"
    IN_PRINCIPLE = "in_principle", "原则上"
    STRIVE = "strive", "力争"
    REFERENCE = "reference", "参照"
    ENCOURAGED = "encouraged", "鼓励"
    MAY = "may", "可以"
