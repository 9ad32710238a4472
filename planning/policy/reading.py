"""From TOML to a profile (读取政策方案): nothing without a source; every refusal says where, and what to do."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from planning.errors import ProfileRefused, UnknownProfile
from planning.policy.apportion import Apportion
from planning.policy.circles import Circles
from planning.policy.class_sizes import ClassSize
from planning.policy.kinds import rule_kinds
from planning.policy.lines import lines_told
from planning.policy.nearest import nearest
from planning.policy.parameters import Parameter
from planning.policy.profile import Profile, rules_of
from planning.policy.reach import Reach
from planning.policy.rules.base import Rule
from planning.policy.sources import Sources, read_sources
from planning.policy.supply import Supply, SupplyRoute
from planning.policy.switches import Switch, as_read
from planning.policy.toml_text import NOT_WRITTEN, parse_toml, refusal, tables
from planning.policy.uptake import Uptake
from planning.policy.walking import Detour, Walking

PROFILES = Path(__file__).parent / "profiles"

Model = TypeVar("Model", bound=BaseModel)

# A profile that is adopted from, and the rules that are adopted.
Lent: TypeAlias = tuple[Profile, tuple[Rule, ...]]

_KEYS = (
    "profile",
    "document",
    "clause",
    "table",
    "rule",
    "adopt",
    "reading",
    "parameter",
    "supply",
    "circles",
    "reach",
    "walking",
    "detour",
    "uptake",
    "apportion",
    "class",
)


def list_profiles(*, folder: Path = PROFILES) -> tuple[str, ...]:
    """The ids of the profiles in `folder`, in order."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_profile(profile_id: str, *, folder: Path | None = None) -> Profile:
    """Read the profile called `profile_id`; raises UnknownProfile with those there are, or ProfileRefused."""
    place = PROFILES if folder is None else folder
    choices = list_profiles(folder=place)
    if profile_id not in choices:
        raise UnknownProfile(profile_id, choices)
    return read_profile(place / f"{profile_id}.toml")


def read_profile(path: Path) -> Profile:
    """
    Read one profile; profiles it adopts from lie in the same folder, or among those of the product.

    Raises
    ------
    ProfileRefused
        With file, key path (`rule[3] GZ-07.source`) and remedy: a number without source, a rule kind, key, document,
        profile or rule that is not known, an id that stands twice, an impossible date, a number that is none, a life
        circle without a radius, a rule that is shared out although a reading drops it.
    """
    return _read(path, ())


def _read(path: Path, above: tuple[str, ...]) -> Profile:
    with lines_told(path):
        return profile_of(parse_toml(path), path, above=above)


def profile_of(data: Mapping[str, Any], path: Path, *, above: tuple[str, ...] = ()) -> Profile:
    """The profile that the tables of `path` make; `above` are the profiles that adopt from it. As `read_profile`."""
    file = path.name
    if unknown := [key for key in data if key not in _KEYS]:
        raise ProfileRefused(file=file, key=unknown[0], remedy=f"unknown key; {nearest(unknown[0], _KEYS)}")
    if path.stem in above:
        raise ProfileRefused(
            file=file, key="adopt", remedy=f"adopts itself by way of {' -> '.join(above)}; leave one out"
        )
    lent = [_borrow(item, where=f"adopt[{n}]", path=path, above=above) for n, item in tables(data, "adopt", file=file)]
    sources = read_sources(data, file=file, lent=[profile for profile, _ in lent])
    own = tuple(_rule(raw, where=f"rule[{n}]", sources=sources) for n, raw in tables(data, "rule", file=file))
    written = (*(rule for _, rules in lent for rule in rules), *own)
    _require_unique([rule.id for rule in written], what="rule", file=file)
    readings = _readings(data, lent=lent, written=written, file=file)
    parameters = _parameters(data, sources)
    head = _head(data, path)
    fields = {
        "profile_id": path.stem,
        **{key: head.get(key) for key in ("name", "name_en", "status")},
        "note": head.get("note", ""),
        **{key: head[key] for key in ("tier", "place", "stacks_on") if key in head},
        "documents": tuple(sources.documents.values()),
        "clauses": tuple(sources.clauses.values()),
        "written": written,
        "rules": rules_of(written, readings, parameters=parameters),
        "readings": readings,
        "parameters": parameters,
        "supply": Supply(routes=tuple(_sourced(SupplyRoute, data, "supply", sources))),
        "circles": (circles := _single(Circles, data, "circles", sources)),
        "reach": _reach(data, sources, circles),
        "walking": _single(Walking, data, "walking", sources),
        "detour": _single(Detour, data, "detour", sources),
        "uptake": _single(Uptake, data, "uptake", sources),
        "apportion": _apportion(data, sources, written, readings),
        "classes": tuple(_sourced(ClassSize, data, "class", sources)),
    }
    return _made(Profile, fields, file=file, where="profile")


def _parameters(data: Mapping[str, Any], sources: Sources) -> tuple[Parameter, ...]:
    made = tuple(_sourced(Parameter, data, "parameter", sources))
    _require_unique([parameter.id for parameter in made], what="parameter", file=sources.file)
    return made


def _head(data: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    _, head = next(iter(tables(data, "profile", file=path.name)), (0, {}))
    known = ("id", "name", "name_en", "status", "tier", "place", "stacks_on", "note")
    if unknown := [key for key in head if key not in known]:
        raise ProfileRefused(
            file=path.name, key=f"profile.{unknown[0]}", remedy=f"unknown key; {nearest(unknown[0], known)}"
        )
    if head.get("id") != path.stem:
        raise ProfileRefused(file=path.name, key="profile.id", remedy=f"write id = {path.stem!r}, the name of the file")
    return head


def _rule(raw: Mapping[str, Any], *, where: str, sources: Sources) -> Rule:
    place = f"{where} {raw.get('id', '(no id)')}"
    kinds = rule_kinds()
    kind = str(raw.get("type", ""))
    if kind not in kinds:
        remedy = f"no rule kind {kind!r}; {nearest(kind, sorted(kinds))}"
        raise ProfileRefused(file=sources.file, key=f"{place}.type", remedy=remedy)
    if supplied := [key for key in raw if key in NOT_WRITTEN]:
        remedy = "is worked out and never written; leave it out, and give the number as [[parameter]]"
        raise ProfileRefused(file=sources.file, key=f"{place}.{supplied[0]}", remedy=remedy)
    source = sources.clause(raw.get("source"), where=place, rule_id=str(raw.get("id", "")))
    if isinstance(raw.get("rests_on"), list):
        further = [sources.clause(item, where=f"{place}.rests_on", rule_id="") for item in raw["rests_on"]]
        raw = {**raw, "rests_on": tuple(further)}
    if isinstance(raw.get("printed"), str):
        raw = {**raw, "printed": sources.table(raw["printed"], where=place)}
    return _made(kinds[kind], {**raw, "source": source}, file=sources.file, where=place)


def _borrow(raw: Mapping[str, Any], *, where: str, path: Path, above: tuple[str, ...]) -> Lent:
    lender, wanted = str(raw.get("profile", "")), raw.get("rules", [])
    if unknown := [key for key in raw if key not in ("profile", "rules")]:
        raise ProfileRefused(file=path.name, key=f"{where}.{unknown[0]}", remedy="unknown key; known: profile, rules")
    if not isinstance(wanted, list):
        raise ProfileRefused(file=path.name, key=f"{where}.rules", remedy='list the ids: rules = ["…"]')
    choices = sorted({*list_profiles(folder=path.parent), *list_profiles()})
    if lender not in choices:
        remedy = f"no profile {lender!r}; choose from: {', '.join(choices)}"
        raise ProfileRefused(file=path.name, key=f"{where}.profile", remedy=remedy)
    beside = path.parent / f"{lender}.toml"
    profile = _read(beside if beside.exists() else PROFILES / beside.name, (*above, path.stem))
    rules = {rule.id: rule for rule in profile.written}
    if missing := [rule_id for rule_id in wanted if rule_id not in rules]:
        remedy = f"{lender} has no rule {missing[0]!r}; it has: {', '.join(rules)}"
        raise ProfileRefused(file=path.name, key=f"{where}.rules", remedy=remedy)
    return profile, tuple(rules[rule_id] for rule_id in wanted)


def _readings(
    data: Mapping[str, Any],
    *,
    lent: Sequence[Lent],
    written: tuple[Rule, ...],
    file: str,
) -> tuple[Switch, ...]:
    own = [
        _made(Switch, _options(raw), file=file, where=f"reading[{n}] {raw.get('id', '(no id)')}")
        for n, raw in tables(data, "reading", file=file)
    ]
    readings = (*_adopted_readings(lent, replaced={switch.id for switch in own}), *own)
    _require_unique([switch.id for switch in readings], what="reading", file=file)
    ids = [rule.id for rule in written]
    for switch in readings:
        if missing := [rule_id for rule_id in switch.rules if rule_id not in ids]:
            remedy = f"no rule {missing[0]!r} in this profile; it has: {', '.join(ids)}"
            raise ProfileRefused(file=file, key=f"reading {switch.id}.rules", remedy=remedy)
        _try_options(switch, written, file)
    return readings


def _adopted_readings(lent: Sequence[Lent], *, replaced: Set[str]) -> list[Switch]:
    """The readings that concern adopted rules; where two profiles use one id, the later bears its profile too."""
    found: dict[str, Switch] = {}
    for profile, rules in lent:
        adopted = frozenset(rule.id for rule in rules)
        for switch in profile.readings:
            if switch.id not in replaced and set(switch.rules) & adopted:
                name = f"{profile.profile_id}/{switch.id}" if switch.id in found else switch.id
                found[name] = switch.about(adopted).model_copy(update={"id": name})
    return list(found.values())


def _options(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {("options" if key == "option" else key): value for key, value in raw.items()}


def _try_options(switch: Switch, written: tuple[Rule, ...], file: str) -> None:
    for option in switch.options:
        where = f"reading {switch.id}.option {option.key}.sets"
        try:
            as_read(written, (switch.choosing(option.key),))
        except ValidationError as error:
            raise refusal(error, file=file, where=where) from error
        except (KeyError, IndexError, TypeError) as error:
            raise ProfileRefused(file=file, key=where, remedy=f"the rule has no such key: {error}") from error


def _reach(data: Mapping[str, Any], sources: Sources, circles: Circles | None) -> Reach | None:
    found = _single(Reach, data, "reach", sources)
    judged = circles.minutes if circles else ()
    if found and (lacking := [minutes for minutes in judged if minutes not in found.radius_m]):
        remedy = f"no radius for {lacking[0]} minutes; add {lacking[0]} = …, or leave it out of circles.minutes"
        raise ProfileRefused(file=sources.file, key="reach.radius_m", remedy=remedy)
    return found


def _apportion(
    data: Mapping[str, Any], sources: Sources, written: tuple[Rule, ...], readings: tuple[Switch, ...]
) -> Apportion | None:
    found = _single(Apportion, data, "apportion", sources)
    shared = found.rules if found else ()
    ids = [rule.id for rule in written]
    if missing := [rule_id for rule_id in shared if rule_id not in ids]:
        remedy = f"no rule {missing[0]!r} in this profile; it has: {', '.join(ids)}"
        raise ProfileRefused(file=sources.file, key="apportion.rules", remedy=remedy)
    drops = [(rule, switch.id, option.key) for switch in readings for option in switch.options for rule in option.drops]
    if dropped := [drop for drop in drops if drop[0] in shared]:
        rule_id, reading, key = dropped[0]
        remedy = f"reading {reading} drops {rule_id!r} as {key!r}; leave it out of one of them"
        raise ProfileRefused(file=sources.file, key="apportion.rules", remedy=remedy)
    return found


def _single(model: type[Model], data: Mapping[str, Any], key: str, sources: Sources) -> Model | None:
    made = _sourced(model, data, key, sources)
    if len(made) > 1:
        raise ProfileRefused(file=sources.file, key=f"{key}[2]", remedy=f"a profile has one; write it once, as [{key}]")
    return made[0] if made else None


def _sourced(model: type[Model], data: Mapping[str, Any], key: str, sources: Sources) -> list[Model]:
    many = isinstance(data.get(key), list)
    made = []
    for number, raw in tables(data, key, file=sources.file):
        where = f"{key}[{number}]" if many else key
        source = sources.clause(raw.get("source"), where=where, rule_id="")
        made.append(_made(model, {**raw, "source": source}, file=sources.file, where=where))
    return made


def _made(model: type[Model], raw: Mapping[str, Any], *, file: str, where: str) -> Model:
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        raise refusal(error, file=file, where=where, known=tuple(model.model_fields)) from error


def _require_unique(ids: list[str], *, what: str, file: str) -> None:
    if twice := sorted({item for item in ids if ids.count(item) > 1}):
        raise ProfileRefused(
            file=file, key=f"{what} {twice[0]}", remedy="the id stands twice; give one of them another"
        )
