"""A class mix as the API answers it (班型测算回答), from plain numbers."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from planning.class_mix import ClassMix, class_mix
from planning.model.codes import PlaceClass
from planning.policy.profile import Profile


def mix_of(
    profile: Profile,
    *,
    total: int | None,
    infant: int | None,
    toddler_small: int | None,
    toddler_large: int | None,
    m2_per_place: str | None,
    m2_source: str | None,
) -> ClassMix:
    """The mix of what was given; raises ClassMixError."""
    given = {
        PlaceClass.INFANT: infant,
        PlaceClass.TODDLER_SMALL: toddler_small,
        PlaceClass.TODDLER_LARGE: toddler_large,
    }
    return class_mix(
        profile.classes,
        {age: places for age, places in given.items() if places is not None},
        total=total,
        per_place_m2=None if m2_per_place is None else Decimal(m2_per_place),
        m2_source=m2_source or "",
    )


def class_mix_answer(profile: Profile, mix: ClassMix) -> dict[str, Any]:
    """The body of a ClassMixAnswer."""
    area = mix.floor_area
    return {
        "type": "ClassMix",
        "profile": profile.profile_id,
        "total": mix.total,
        "places": {str(age): places for age, places in mix.places.items()},
        "classes": asdict(mix.classes),
        "carers": mix.carers and asdict(mix.carers),
        "floor_area": area
        and {"per_place_m2": float(area.per_place_m2), "source": area.source, "total_m2": float(area.total_m2)},
        "sentences": list(mix.sentences()),
        "cites": list(mix.cites()),
    }
