"""Whether land for childcare is in the plans and supplied as the clause allows (用地保障)."""

from typing import Literal

from planning.policy.rules.termed import Termed


class LandSupply(Termed):
    """Each parcel meets the terms: it is in the spatial plan and the yearly land plan, or within a dated window."""

    type: Literal["land_supply"] = "land_supply"
