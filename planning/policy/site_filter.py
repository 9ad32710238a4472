"""Which sites a rule counts (计数范围): by kind, ownership, inclusive and demonstration status, channel and opening."""

from datetime import date

import pandas as pd
from pydantic import BaseModel, ConfigDict

from planning.model.codes import AuthorityLevel, Channel, InstitutionKind, Ownership, ServiceForm, SiteState
from planning.policy.conditions import all_hold, any_holds, one_of
from planning.policy.unit_filter import Attribute


class SiteFilter(BaseModel):
    """
    The sites that count: every condition that is given must hold; with none given all counted sites do.

    `service_forms` asks for all the forms named. `since` is a baseline: the site opened after that day (新增); where
    institutions are counted, no site of the institution had opened by then. `until` is the last day of a window: the
    site, or a site of the institution, had opened by then. `states` asks for the state of the day, where sites of every
    state are looked at. Of `any_of` one is enough; a site that meets several counts once. Of `all_of` every one must
    hold.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[InstitutionKind, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    inclusive: bool | None = None
    inclusive_levels: tuple[AuthorityLevel, ...] = ()
    demonstration: tuple[AuthorityLevel, ...] = ()
    channels: tuple[Channel, ...] = ()
    service_forms: tuple[ServiceForm, ...] = ()
    since: date | None = None
    until: date | None = None
    states: tuple[SiteState, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    any_of: tuple["SiteFilter", ...] = ()
    all_of: tuple["SiteFilter", ...] = ()

    def is_open(self) -> bool:
        """Whether the filter lets every site through."""
        return self == SiteFilter()

    def absent(self, sites: pd.DataFrame) -> str:
        """The Chinese names of what the rule needs and the register has no column for; empty where it has them all."""
        return "、".join(item.zh for item in self.attributes if item.column not in sites)

    def needs(self) -> tuple[str, ...]:
        """The Chinese names of what the conditions read of a site."""
        asked = {
            "机构类型": self.kinds,
            "机构性质": self.ownership,
            "普惠认定": self.inclusive is not None or self.inclusive_levels,
            "示范级别": self.demonstration,
            "供给渠道": self.channels,
            "服务形式": self.service_forms,
            "开办日期": self.since is not None or self.until is not None,
            "点位状态": self.states,
        }
        own = (zh for zh, given in asked.items() if given)
        return (
            *own,
            *(item.zh for item in self.attributes),
            *(zh for way in (*self.any_of, *self.all_of) for zh in way.needs()),
        )

    def columns(self) -> tuple[str, ...]:
        """The attributes that are asked for beyond the register's own columns."""
        below = (*self.any_of, *self.all_of)
        return (*(item.column for item in self.attributes), *(name for way in below for name in way.columns()))

    def names_a_site(self) -> bool:
        """Whether `words` name the site by themselves, so that no 机构 follows."""
        return bool(self.kinds) or any(item.noun for item in self.attributes)

    def words(self) -> str:
        """The filter in Chinese, as an adjective before 机构 or 托位."""
        said = [item.zh for item in self.ownership]
        said += ["、".join(item.zh for item in self.channels)] if self.channels else []
        said += self._affordable(told=any("普惠" in item for item in said))
        if self.demonstration:
            every = set(self.demonstration) == set(AuthorityLevel)
            said += ["示范" if every else "、".join(item.zh for item in self.demonstration) + "示范"]
        said += [item.words() for item in self.attributes]
        said += ["、".join(item.zh for item in self.kinds)] if self.kinds else []
        said += [way.words() for way in self.all_of]
        said += ["或".join(way.words() for way in self.any_of)] if self.any_of else []
        said += ["、".join(item.zh for item in self.states) + "的"] if self.states else []
        forms = f"提供{'和'.join(form.zh for form in self.service_forms)}的" if self.service_forms else ""
        return self._window_words() + forms + "".join(said)

    def _window_words(self) -> str:
        """Between which days it opened; empty where no day is asked for."""
        if self.until is None:
            return f"{self.since}之后新增的" if self.since else ""
        return f"{self.since}之后、{self.until}及以前新增的" if self.since else f"{self.until}及以前开办的"

    def _affordable(self, *, told: bool) -> list[str]:
        """What is asked of the inclusive status; `told` where a word before says 普惠 already."""
        levels = [item.zh for item in self.inclusive_levels]
        some_levels = bool(levels) and set(self.inclusive_levels) != set(AuthorityLevel)
        named = f"{'、'.join(levels)}认定的普惠" if some_levels else "" if told else "普惠"
        if self.inclusive is False:
            return [f"非普惠且{named or '普惠'}" if levels else "非普惠"]
        return [named] if named and (self.inclusive or levels) else []

    def conditions(self, sites: pd.DataFrame, *, of_institutions: bool = False) -> dict[str, pd.Series]:
        """
        What each condition asks about, and whether each site meets it (boolean, NA where the site does not say).

        With `of_institutions` a site is new only if its institution is: one that opens a further site is not.
        """
        found: dict[str, pd.Series] = {}
        if self.kinds:
            found["机构类型"] = one_of(sites["kind"], self.kinds)
        if self.ownership:
            found["机构性质"] = one_of(sites["ownership"], self.ownership)
        if self.inclusive is not None:
            found["是否普惠"] = sites["inclusive"].astype("boolean") == self.inclusive
        if self.inclusive_levels:
            # A site without a recognised level is not recognised: no row is an answer, unless nobody told of any.
            level = one_of(sites["inclusive_level"], self.inclusive_levels).fillna(False)
            found["普惠认定级别"] = level.mask(sites["inclusive"].isna())
        if self.demonstration:
            found["示范级别"] = one_of(sites["demonstration"], self.demonstration).fillna(False)
        if self.channels:
            found["供给渠道"] = one_of(sites["channel"], self.channels)
        if self.service_forms:
            found["服务形式"] = _has_forms(sites["service_forms"], self.service_forms)
        if self.since is not None or self.until is not None:
            found["开办日期"] = self._opened(sites, of_institutions=of_institutions)
        if self.states:
            found["点位状态"] = one_of(sites["state"], self.states)
        if self.any_of:
            ways = [way.conditions(sites, of_institutions=of_institutions) for way in self.any_of]
            found["、".join(dict.fromkeys(words for way in ways for words in way))] = any_holds(ways, sites.index)
        for way in self.all_of:
            found |= way.conditions(sites, of_institutions=of_institutions)
        return found | {item.zh: item.holds(sites) for item in self.attributes}

    def _opened(self, sites: pd.DataFrame, *, of_institutions: bool) -> pd.Series:
        """Whether each site, or its institution, opened within the window (boolean, NA where a day is missing)."""
        held = pd.Series(True, index=sites.index, dtype="boolean")
        if self.since is not None:
            after = _opened_after(sites["opened_on"], self.since)
            held &= _all_of(after, sites["institution_id"]) if of_institutions else after
        if self.until is not None:
            late = _opened_after(sites["opened_on"], self.until)
            held &= ~(_all_of(late, sites["institution_id"]) if of_institutions else late)
        return held

    def mask(self, sites: pd.DataFrame) -> pd.Series:
        """Whether each site counts (boolean, NA where it cannot be told)."""
        return all_hold(self.conditions(sites), sites.index)


def _has_forms(offered: pd.Series, wanted: tuple[ServiceForm, ...]) -> pd.Series:
    needed = {str(form) for form in wanted}
    told = [needed <= set(forms) if isinstance(forms, tuple | list) else pd.NA for forms in offered]
    return pd.Series(told, index=offered.index, dtype="boolean")


def _opened_after(opened: pd.Series, baseline: date) -> pd.Series:
    told = [pd.NA if pd.isna(day) else day > baseline for day in opened]
    return pd.Series(told, index=opened.index, dtype="boolean")


def _all_of(holds: pd.Series, institution: pd.Series) -> pd.Series:
    """Whether it holds of every site of the same institution; one of which it does not hold decides (Kleene logic)."""
    failed = (~holds).fillna(False).groupby(institution).transform("any").astype("boolean")
    return (~failed).mask(~failed & holds.isna().groupby(institution).transform("any"))
