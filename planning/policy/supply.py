"""What counts as supply (供给口径): for each kind of institution the states in which its places count, by clause."""

from pydantic import BaseModel, ConfigDict

from planning.model.codes import InstitutionKind, SiteState
from planning.policy.clauses import Clause


class SupplyRoute(BaseModel):
    """Kinds of institution, the states in which their places count, and the clause that makes it so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[InstitutionKind, ...]
    states: tuple[SiteState, ...]
    source: Clause
    note: str = ""


class Supply(BaseModel):
    """All routes of a profile; a kind that no route names counts in no state."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    routes: tuple[SupplyRoute, ...]

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every (kind, state) whose places count."""
        return frozenset(
            (kind.value, state.value) for route in self.routes for kind in route.kinds for state in route.states
        )

    def counts(self, kind: str, state: str) -> bool:
        """Whether the places of a site of `kind` count while it is in `state`."""
        return (kind, state) in self.pairs()
