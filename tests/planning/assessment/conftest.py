"""The small town with targets, and reports on it."""

from collections.abc import Callable
from datetime import date

import pytest

from planning.assessment.report import Assessment
from planning.assessment.span import AssessmentKind
from planning.targets.progress import Progress
from tests.builders import Row
from tests.planning.targets.conftest import progress, reporting_town, target_rules

__all__ = ["progress", "reporting_town", "target_rules"]


@pytest.fixture
def growing_report(tables: dict[str, list[Row]], progress: Callable[..., Progress]) -> Assessment:
    """The year 2025, in which the west got 7 places more in March and the town 40 to 47 places."""
    tables["place_reports"].append(
        {"site_id": "d", "reported_on": date(2025, 3, 1), "place_class": "mixed", "places": 15}
    )
    return Assessment.of(progress(date(2024, 12, 31)), progress(date(2025, 12, 31)), kind=AssessmentKind.YEARLY)
