"""Which rule binds a new residential area of 10,000 people, which lost, and why."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planning.errors import ProfileRefused
from planning.policy.examples.world import small_city
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.policy.resolver import Standing, resolve
from planning.policy.stack import stack_of
from planning.policy.subjects import Subject

HEAD = """
[profile]
id = "{id}"
name = "{id}"
name_en = "{id}"
status = "local"
tier = "{tier}"
{more}
[[document]]
id = "{id}-doc"
title = "{id}标准"
issuer = "{id}"
status = "{status}"
"""
RULE = """
[[rule]]
id = "{id}"
type = "density"
name = "新建居住区托位"
level = "residential-area"
topic = "new_area_places"
filter = {{ era = "new" }}
{ratio}
{more}
source = {{ document = "{profile}-doc", clause = "一" }}
"""


class Shelf:
    """Profiles in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, *rules: str, tier: str = "city", status: str = "in_force", more: str = "") -> None:
        head = HEAD.format(id=name, tier=tier, status=status, more=more)
        (self.folder / f"{name}.toml").write_text(head + "".join(rules), encoding="utf-8")

    def stack(self, name: str) -> tuple[Profile, ...]:
        called = lambda profile_id: read_profile(self.folder / f"{profile_id}.toml")  # noqa: E731
        return stack_of(called(name), called)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def rule(profile: str, name: str, ratio: str = "places_per_1000 = 4", more: str = "") -> str:
    return RULE.format(id=name, profile=profile, ratio=ratio, more=more)


def weigh(stack: tuple[Profile, ...], *, on: date = date(2026, 6, 30), **area: Any) -> dict[str, Standing]:
    unit = {"level": "residential-area", "id": "R", "era": "new", "residents": 10_000, "provided": 50} | area
    facts = small_city(on=on, units=[unit])
    return {item.rule.id: item for item in resolve(stack, facts, level=Subject.RESIDENTIAL_AREA, unit="R")}


def test_of_two_numbers_that_bind_both_are_shown_and_the_stricter_is_marked(shelf: Shelf) -> None:
    shelf.write("nation", rule("nation", "N"), tier="nation")
    shelf.write("town", rule("town", "T", "places_per_1000 = 6"), more='stacks_on = ["nation"]')
    found = weigh(shelf.stack("town"))
    # 10,000 people: 40 places at 4 per 1,000 and 60 at 6; never 50.
    assert [(found[name].verdict, found[name].required, found[name].stricter) for name in ("N", "T")] == [
        ("binds", 40, False),
        ("binds", 60, True),
    ]
    assert "以此项为严" in found["T"].says()


def test_a_fallback_gives_way_to_a_nearer_rule_and_speaks_where_there_is_none(shelf: Shelf) -> None:
    shelf.write("nation", rule("nation", "N", more="fallback = true"), tier="nation")
    shelf.write("town", rule("town", "T", "places_per_1000 = 2"), more='stacks_on = ["nation"]')
    found = weigh(shelf.stack("town"))
    assert (found["N"].verdict, found["T"].verdict) == ("lost", "binds")
    assert "市已有T" in found["N"].why
    assert weigh(shelf.stack("nation"))["N"].verdict == "binds"


def test_two_document_dates_give_two_explained_verdicts(shelf: Shelf) -> None:
    old = rule("town", "OLD", more="in_force_from = 2020-01-01\nin_force_until = 2024-12-31")
    new = rule("town", "NEW", "places_per_1000 = 10", more="in_force_from = 2025-01-01")
    shelf.write("town", old, new)
    stack = shelf.stack("town")
    before, after = weigh(stack, on=date(2024, 12, 31)), weigh(stack, on=date(2025, 1, 1))
    assert (before["OLD"].required, before["NEW"].verdict) == (40, "lost")
    assert "尚未施行" in before["NEW"].why
    assert (after["OLD"].verdict, after["NEW"].required) == ("lost", 100)
    assert "已失效" in after["OLD"].why


def test_the_day_of_the_land_sale_decides_where_the_rule_says_so(shelf: Shelf) -> None:
    governed = 'governed_by = "land_sale"\n'
    old = rule("town", "OLD", more=governed + "in_force_until = 2024-12-31")
    new = rule("town", "NEW", "places_per_1000 = 10", more=governed + "in_force_from = 2025-01-01")
    shelf.write("town", old, new)
    stack = shelf.stack("town")
    sold_before = weigh(stack, land_sold_on=date(2024, 3, 1))
    assert (sold_before["OLD"].verdict, sold_before["NEW"].verdict) == ("binds", "lost")
    sold_after = weigh(stack, land_sold_on=date(2025, 3, 1))
    assert (sold_after["OLD"].verdict, sold_after["NEW"].verdict) == ("lost", "binds")
    unsold = weigh(stack)
    assert {item.verdict for item in unsold.values()} == {"open"}
    assert "土地出让日期不明" in unsold["NEW"].why


def test_an_amended_entry_gives_way_to_the_one_that_began_later(shelf: Shelf) -> None:
    old = rule("town", "OLD", more="in_force_from = 2020-01-01")
    new = rule("town", "NEW", "places_per_1000 = 3", more="in_force_from = 2025-01-01")
    shelf.write("town", old, new)
    found = weigh(shelf.stack("town"))
    assert (found["OLD"].verdict, found["NEW"].required) == ("lost", 30)
    assert "已由NEW" in found["OLD"].why


def test_a_draft_binds_nobody_beside_a_document_in_force_and_alone_it_only_advises(shelf: Shelf) -> None:
    shelf.write("draft", rule("draft", "D", "places_per_1000 = 9"), status="draft", tier="province")
    shelf.write("town", rule("town", "T"), more='stacks_on = ["draft"]')
    found = weigh(shelf.stack("town"))
    assert (found["D"].verdict, found["T"].stricter) == ("lost", False)
    alone = weigh(shelf.stack("draft"))["D"]
    assert alone.verdict == "advises"
    assert "征求意见稿" in alone.says()


def test_a_threshold_an_era_or_advice_is_named_as_what_it_is(shelf: Shelf) -> None:
    big = rule("town", "BIG").replace('{ era = "new" }', '{ era = "new", min_residents = 20000 }')
    advice = rule("town", "ADVICE", more='modality = "encouraged"')
    shelf.write("town", big, advice, rule("town", "T"))
    found = weigh(shelf.stack("town"))
    assert (found["BIG"].verdict, found["ADVICE"].verdict, found["T"].verdict) == ("lost", "advises", "binds")
    assert "20,000" in found["BIG"].why
    assert "鼓励" in found["ADVICE"].why
    assert weigh(shelf.stack("town"), era="existing")["T"].why.startswith("未满足：新建")


def test_a_province_without_a_ratio_takes_the_citys_number_and_both_are_cited(shelf: Shelf) -> None:
    fits = rule("land", "P", 'parameter = "ratio"')
    shelf.write("land", fits, tier="province")
    number = '[[parameter]]\nid = "ratio"\nzh = "比例"\nvalue = 6\nsource = { document = "town-doc", clause = "二" }\n'
    shelf.write("town", number, more='stacks_on = ["land"]')
    found = weigh(shelf.stack("town"))["P"]
    assert (found.verdict, found.required) == ("binds", 60)
    assert [clause.document.id for clause in found.rule.clauses] == ["land-doc", "town-doc"]
    alone = weigh(shelf.stack("land"))["P"]
    assert (alone.verdict, alone.required) == ("binds", None)
    assert "须由本地参数ratio规定" in alone.why


def test_the_citys_number_changes_no_profile_below_it(shelf: Shelf) -> None:
    shelf.write("land", rule("land", "P", 'parameter = "ratio"'), tier="province")
    before = read_profile(shelf.folder / "land.toml")
    number = '[[parameter]]\nid = "ratio"\nzh = "比例"\nvalue = 6\nsource = { document = "town-doc", clause = "二" }\n'
    shelf.write("town", number, more='stacks_on = ["land"]')
    filled = shelf.stack("town")[1].rule("P")
    assert filled.model_dump()["places_per_1000"] == Decimal(6)
    assert before.rule("P").unsupplied() == ("ratio",)


def test_profiles_that_stack_on_one_another_are_refused_with_the_way_round(shelf: Shelf) -> None:
    shelf.write("one", rule("one", "A"), more='stacks_on = ["two"]')
    shelf.write("two", rule("two", "B"), more='stacks_on = ["one"]')
    with pytest.raises(ProfileRefused, match="one -> two -> one"):
        shelf.stack("one")


def test_what_was_due_before_the_day_no_longer_binds(shelf: Shelf) -> None:
    shelf.write("town", rule("town", "DUE", more="deadline = 2025-12-31"), rule("town", "T"))
    on_the_day, after = (weigh(shelf.stack("town"), on=day)["DUE"] for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert (on_the_day.verdict, after.verdict, after.required) == ("binds", "ended", 40)
    assert "期限2025-12-31已过" in after.why


def test_a_rule_that_the_city_adopted_is_still_the_provinces(shelf: Shelf) -> None:
    shelf.write("land", rule("land", "P"), tier="province")
    shelf.write("town", '[[adopt]]\nprofile = "land"\nrules = ["P"]\n', more='stacks_on = ["land"]')
    assert weigh(shelf.stack("town"))["P"].profile.tier == "province"
