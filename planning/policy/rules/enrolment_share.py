"""Which share of the children in care (在托婴幼儿占比) must be with institutions of a kind; children, never places."""

from typing import ClassVar, Literal

from planning.policy.rules.tallied_share import TalliedShare
from planning.policy.tally import Counted


class EnrolmentShare(TalliedShare):
    """Children enrolled with what `sites` lets through / all children enrolled >= `share`."""

    type: Literal["enrolment_share"] = "enrolment_share"

    counts: ClassVar[Counted] = Counted.ENROLLED
    noun: ClassVar[str] = "在托婴幼儿"
