"""How many classes and carers so many places need (班型测算): the fewest, or their range where ages are not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from planning.errors import ClassMixError
from planning.model.codes import PlaceClass
from planning.numerals import number, whole
from planning.policy.class_sizes import ClassSize
from planning.policy.exact import Exact
from planning.population.age_bands import SINGLE_AGE

LARGEST_MIX = 5_000  # places; more than any institution has


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most of something; they are equal where it is known."""

    least: int
    most: int

    @property
    def said(self) -> str:
        """The number, or both ends of the range."""
        return whole(self.least) if self.least == self.most else f"{whole(self.least)}至{whole(self.most)}"


@dataclass(frozen=True, slots=True)
class FloorArea:
    """Floor area by a figure that the user gives, with its source."""

    per_place_m2: Decimal
    source: str
    total_m2: Decimal


@dataclass(frozen=True, slots=True)
class ClassMix:
    """
    Places in classes of one age each.

    `places` are those of each age that are known, None where not; `classes` are the fewest, `carers` the fewest in
    these classes, each class staffed by itself (None where the profile has no ratio for an age that may occur).
    """

    total: int
    places: Mapping[PlaceClass, int | None]
    sizes: tuple[ClassSize, ...]
    classes: Span
    carers: Span | None
    floor_area: FloorArea | None = None

    @property
    def known(self) -> bool:
        """Whether the places of every age are known."""
        return all(places is not None for places in self.places.values())

    def sentences(self) -> tuple[str, ...]:
        """The arithmetic, with the clauses that it rests on."""
        told = {age: "未知" if places is None else whole(places) for age, places in self.places.items()}
        ages = "、".join(f"{age.zh}{places}" for age, places in told.items())
        spread = "" if self.known else "；月龄构成未知，列出所有可能构成的范围"
        said = [f"托位{whole(self.total)}个：{ages}{spread}"]
        capacity = "、".join(f"{size.place_class.zh}每班不超过{size.size}人" for size in self.sizes)
        said.append(f"班数至少{self.classes.said}个：各月龄托位÷班额，分别进一取整（{capacity}）")
        if self.carers is None:
            said.append("保育人员：方案没有全部班型的配备比例，无法计算")
        else:
            ratios = "、".join(f"{size.place_class.zh}1:{size.children_per_carer}" for size in self.sizes)
            said.append(f"保育人员至少{self.carers.said}人：每班各自配备、进一取整（{ratios}）")
        if self.floor_area is not None:
            area = self.floor_area
            said.append(
                f"建筑面积{number(area.total_m2)}平方米：{whole(self.total)}×每托位{number(area.per_place_m2)}平方米"
                f"（{area.source}）"
            )
        return (*said, *(f"依据：{cite}" for cite in self.cites()))

    def cites(self) -> tuple[str, ...]:
        """The clauses of class sizes and ratios."""
        clauses = [size.source for size in self.sizes]
        clauses += [size.carers_source for size in self.sizes if size.carers_source is not None]
        return tuple(dict.fromkeys(clause.cite() for clause in clauses))


def class_mix(
    sizes: Sequence[ClassSize],
    places: Mapping[PlaceClass, int],
    *,
    total: int | None = None,
    per_place_m2: Exact | None = None,
    m2_source: str = "",
) -> ClassMix:
    """
    Put places into classes.

    Parameters
    ----------
    sizes
        The classes of a profile; those of mixed ages are not used.
    places
        Places by age, of the ages that are known.
    total
        All places; needed where an age is not known, whose places may then be any number up to what is left.
    per_place_m2, m2_source
        Floor area a place in square metres, and where the figure is from; neither has a default.

    Raises
    ------
    ClassMixError
        A profile without the size of an age, a total that does not fit its parts, no place at all, too many places, an
        area without its source.
    """
    own = _sizes(sizes)
    whole_total = _total(places, total)
    ages: dict[PlaceClass, int | None] = {age: places.get(age) for age in SINGLE_AGE}
    most = [range(whole_total + 1) if known is None else (known,) for known in ages.values()]
    classes = [[fewest_classes(count, size) for count in counts] for counts, size in zip(most, own, strict=True)]
    ratios = all(size.children_per_carer is not None for size in own)
    carers = [[fewest_carers(count, size) for count in counts] for counts, size in zip(most, own, strict=True)]
    return ClassMix(
        total=whole_total,
        places=ages,
        sizes=own,
        classes=_span(classes, most, total=whole_total),
        carers=_span(carers, most, total=whole_total) if ratios else None,
        floor_area=_floor_area(whole_total, per_place_m2, source=m2_source),
    )


def fewest_classes(places: int, size: ClassSize) -> int:
    """The fewest classes of one age: places over the size of a class, rounded up."""
    return -(-places // size.size)


def fewest_carers(places: int, size: ClassSize) -> int:
    """
    The fewest carers in the fewest classes, each class staffed by itself; 0 where there is no ratio.

    A carer looks after `children_per_carer`; the last one of a full class only after what is left over of it. So as
    many as possible are placed with full groups before any class takes its odd children.
    """
    ratio = size.children_per_carer
    if ratio is None:
        return 0
    groups, odd = divmod(size.size, ratio)
    full = fewest_classes(places, size) * groups
    beyond = places - full * ratio
    return -(-places // ratio) if beyond <= 0 else full + -(-beyond // odd)


def _sizes(sizes: Sequence[ClassSize]) -> tuple[ClassSize, ...]:
    found = {size.place_class: size for size in sizes}
    if missing := [age.zh for age in SINGLE_AGE if age not in found]:
        raise ClassMixError(f"方案没有{missing[0]}的班额 / the profile has no class size for each age: add [[class]]")
    return tuple(found[age] for age in SINGLE_AGE)


def _total(places: Mapping[PlaceClass, int], total: int | None) -> int:
    told = sum(places.values())
    unknown = [age for age in SINGLE_AGE if age not in places]
    if total is None and unknown:
        raise ClassMixError(f"没有{unknown[0].zh}的托位数，须给出总数 / give the total, or the places of every age")
    whole_total = told if total is None else total
    if min(places.values(), default=0) < 0 or not 0 < whole_total <= LARGEST_MIX:
        raise ClassMixError(f"托位总数须在1到{LARGEST_MIX:,}之间 / the total goes from 1 to {LARGEST_MIX:,}")
    if told > whole_total or (not unknown and told != whole_total):
        raise ClassMixError(
            f"各月龄托位合计{told}，与总数{whole_total}不合 / ages add up to {told}, the total is {whole_total}"
        )
    return whole_total


def _span(needs: Sequence[Sequence[int]], counts: Sequence[Sequence[int]], *, total: int) -> Span:
    """The least and the most of a need over every split of the total; `needs` stand beside the `counts` of each age."""
    unreached = 4 * (total + 1)  # more than any need, which is at most one a place for each age
    ends = []
    for sign in (1, -1):
        best = np.full(total + 1, unreached)
        best[0] = 0
        for need, count in zip(needs, counts, strict=True):
            after = np.full(total + 1, unreached)
            for amount, places in zip(need, count, strict=True):
                reached = best[: total + 1 - places] + sign * amount
                after[places:] = np.minimum(after[places:], reached)
            best = after
        ends.append(sign * int(best[total]))
    return Span(*ends)


def _floor_area(total: int, per_place_m2: Decimal | None, *, source: str) -> FloorArea | None:
    if (per_place_m2 is None) != (not source):
        raise ClassMixError("每托位面积和来源须同时给出 / floor area a place and its source come together")
    if per_place_m2 is None:
        return None
    if not (per_place_m2.is_finite() and per_place_m2 > 0):
        raise ClassMixError("每托位面积须大于0 / floor area a place must be above 0")
    return FloorArea(per_place_m2, source, per_place_m2 * total)
