"""Whether a site lies where the clause wants it (选址): near what serves it, away from what harms."""

from typing import Literal

from planning.policy.rules.termed import Termed


class Siting(Termed):
    """
    Each site meets the terms that data allow; no policy document gives a distance, so a distance is a parameter.

    A term `at_most_parameter` asks for nearness (metres to public transport), `at_least_parameter` for distance (metres
    to the nearest harmful place), `is_true` for a factor that was weighed.
    """

    type: Literal["siting"] = "siting"
