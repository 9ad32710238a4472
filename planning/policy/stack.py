"""Profiles that stand on one another (方案叠加): the nation's below the province's, the city's and the district's."""

from collections.abc import Callable

from planning.errors import ProfileRefused
from planning.policy.parameters import Parameter
from planning.policy.profile import Profile


def stack_of(profile: Profile, called: Callable[[str], Profile]) -> tuple[Profile, ...]:
    """
    A profile and all that it stacks on, the nearest to the place first.

    Numbers of the place fill the rules of every profile below it: a province that asks for places that fit the
    population is read with the ratio of the city above it, and both are cited.

    Parameters
    ----------
    profile
        The nearest profile.
    called
        Gives the profile of an id; raises UnknownProfile or ProfileRefused.

    Raises
    ------
    ProfileRefused
        A profile that stacks on itself, by whatever way.
    """
    found: dict[str, Profile] = {}
    _collect(profile, called, above=(), found=found)
    ordered = sorted(found.values(), key=lambda one: one.tier.rank)
    filled: list[Profile] = []
    numbers: dict[str, Parameter] = {}
    for one in ordered:
        filled.append(one.with_parameters(*numbers.values()) if numbers else one)
        numbers = {item.id: item for item in one.parameters} | numbers
    return tuple(filled)


def _collect(
    profile: Profile, called: Callable[[str], Profile], *, above: tuple[str, ...], found: dict[str, Profile]
) -> None:
    if profile.profile_id in above:
        way = " -> ".join((*above, profile.profile_id))
        raise ProfileRefused(
            file=f"{above[0]}.toml", key="profile.stacks_on", remedy=f"stacks on itself by way of {way}; leave one out"
        )
    found.setdefault(profile.profile_id, profile)
    for name in profile.stacks_on:
        _collect(called(name), called, above=(*above, profile.profile_id), found=found)
