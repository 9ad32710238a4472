"""Which share of the places must have an attribute (托位占比), such as being inclusive (普惠)."""

from typing import ClassVar, Literal

from planning.policy.rules.tallied_share import TalliedShare
from planning.policy.tally import Counted


class PlaceShare(TalliedShare):
    """Places (capacity) that `sites` lets through / all places >= `share`."""

    type: Literal["place_share"] = "place_share"

    counts: ClassVar[Counted] = Counted.PLACES
    noun: ClassVar[str] = "托位"
