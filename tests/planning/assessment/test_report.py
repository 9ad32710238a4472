from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from planning.assessment.report import Assessment
from planning.assessment.span import AssessmentKind, Span, last_full_year
from planning.errors import NoDatedTarget
from planning.model.city import City
from planning.policy.profile import Profile
from planning.study import Study
from planning.targets.progress import Progress
from tests.builders import Row, a_city


def row(report: Assessment, rule_id: str, area_id: str, deadline: date) -> dict[str, Any]:
    targets = report.parts.targets
    found = targets[
        (targets["rule_id"] == rule_id) & (targets["area_id"] == area_id) & (targets["deadline"] == deadline)
    ]
    (one,) = found.to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in one.items()}


def test_a_year_goes_from_the_end_of_the_year_before_to_its_own() -> None:
    assert Span.of_year(2025) == Span(date(2024, 12, 31), date(2025, 12, 31))


@pytest.mark.parametrize(("on", "year"), [(date(2025, 12, 30), 2024), (date(2025, 12, 31), 2025)])
def test_on_its_last_day_a_year_is_full(on: date, year: int) -> None:
    assert last_full_year(on) == year


def test_a_plan_goes_from_before_its_first_date_to_its_last(progress: Callable[..., Progress]) -> None:
    assert Span.of_plan(progress(date(2025, 6, 30))) == Span(date(2022, 12, 31), date(2026, 12, 31))


def test_a_profile_without_dates_has_no_final_report(tables: dict[str, list[Row]], target_rules: Profile) -> None:
    undated = target_rules.model_copy(update={"rules": target_rules.rules[1:4], "apportion": None})
    found = Progress.of(Study.of(a_city(tables), undated))
    with pytest.raises(NoDatedTarget, match="targets"):
        Span.of_plan(found)


def test_a_target_is_shown_then_and_now_with_its_change(growing_report: Assessment) -> None:
    found = row(growing_report, "T-1", "1", date(2025, 12, 31))
    assert (found["required"], found["actual_then"], found["actual"], found["change"]) == (50, 40, 47, 7)
    assert (found["as_of_then"], found["as_of"]) == (date(2024, 12, 31), date(2025, 12, 31))
    assert (found["state_then"], found["state"]) == ("ahead_not_met", "ahead_not_met")
    assert found["cite"] == "《小城托育规划规则》 一「每千人5个托位」"
    assert found["document_status"] == "local"


def test_a_target_that_passed_between_the_days_stands_at_its_own_day(growing_report: Assessment) -> None:
    found = row(growing_report, "T-5", "12", date(2025, 3, 31))
    assert (found["actual"], found["as_of"], found["change"]) == (15, date(2025, 3, 31), 7)
    assert (found["state_then"], found["state"]) == ("ahead_met", "deadline_passed_met")


def test_a_figure_seen_twice_is_no_change(reporting_town: City, target_rules: Profile) -> None:
    then, now = (
        Progress.of(Study.of(reporting_town, target_rules, on=on)) for on in (date(2024, 12, 31), date(2025, 12, 31))
    )
    report = Assessment.of(then, now, kind=AssessmentKind.YEARLY)
    found = row(report, "T-1", "1", date(2025, 12, 31))
    assert (found["actual_then"], found["actual"], found["as_of"]) == (40, 40, date(2024, 12, 31))
    assert (found["change"], found["state"]) == (None, "ahead_unknown")


def test_the_report_opens_with_its_span_and_closes_with_its_shortcomings(growing_report: Assessment) -> None:
    assert growing_report.title == "小城托育目标年度评价报告"
    assert dict(growing_report.opening())["起点"] == "2024-12-31（数据版本 test-1）"
    headings = [section.heading for section in growing_report.sections]
    assert headings == [
        "一、总体情况",
        "二、托位路径",
        "三、各项目标",
        "四、重点任务",
        "五、依据",
        "六、口径与不足",
    ]


def test_the_overview_counts_every_target_once(growing_report: Assessment) -> None:
    told = " ".join(growing_report.sections[0].sentences)
    # One city, two districts on two days, one city, two rules on three streets.
    assert "有期限的目标共12项" in told
    assert "期限已过的3项，其中达标2项、未达标1项" in told
    assert "2025-12-31当日到期的1项：未达标1项" in told


def test_the_path_is_told_in_a_sentence(growing_report: Assessment) -> None:
    (told,) = growing_report.sections[1].sentences
    assert told.startswith("小城托位：2024-12-31为40个，2025-12-31为47个，增加7个。")


def test_what_nobody_can_judge_is_listed_with_its_reason(reporting_town: City, target_rules: Profile) -> None:
    then, now = (
        Progress.of(Study.of(reporting_town, target_rules, on=on)) for on in (date(2024, 12, 31), date(2026, 12, 31))
    )
    last = Assessment.of(then, now, kind=AssessmentKind.PERIODIC).sections[-1]
    assert "统计部门报告托位总数的日期：2024-12-31。" in last.sentences
    rows = list(last.tables[0].rows())
    assert (
        "期限已过，情况不明",
        "T-1",
        1,
        "没有2025-12-31当日的数据，所列为2024-12-31的数，不能据以判定",
    ) in rows
    assert sum(int(one[2] or 0) for one in rows) == len(now.targets) - 3  # three streets are not meant


def test_a_district_is_reported_by_itself(progress: Callable[..., Progress]) -> None:
    report = Assessment.of(
        progress(date(2024, 12, 31)),
        progress(date(2025, 12, 31)),
        kind=AssessmentKind.YEARLY,
        district_id="12",
    )
    assert report.title == "小城西区托育目标年度评价报告"
    assert set(report.parts.targets["area_id"]) == {"12", "121"}
    assert "四、依据" in [section.heading for section in report.sections]


def test_two_revisions_are_named_as_such(tables: dict[str, list[Row]], target_rules: Profile) -> None:
    city = a_city(tables)
    later = City(city.manifest, city.tables, "test-2")
    then = Progress.of(Study.of(city, target_rules, on=date(2024, 12, 31)))
    now = Progress.of(Study.of(later, target_rules, on=date(2025, 12, 31)))
    report = Assessment.of(then, now, kind=AssessmentKind.YEARLY)
    assert report.revisions == ("test-1", "test-2")
    assert any("test-1、test-2" in sentence for sentence in report.sections[-1].sentences)
