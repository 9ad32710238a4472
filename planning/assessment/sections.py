"""The order of an assessment (报告结构): what comes first, and that the shortcomings close it."""

from dataclasses import replace

from planning.assessment.overview import overview
from planning.assessment.path_section import path_section
from planning.assessment.section import Parts, Section
from planning.assessment.shortcomings import shortcomings
from planning.assessment.sources import sources
from planning.assessment.target_section import target_section
from planning.assessment.task_section import task_section

_NUMERALS = "一二三四五六七八"


def sections(parts: Parts) -> tuple[Section, ...]:
    """Every section that has anything to say, numbered."""
    made = [build(parts) for build in (overview, path_section, target_section, task_section, sources, shortcomings)]
    said = [section for section in made if not section.is_empty]
    return tuple(
        replace(section, heading=f"{_NUMERALS[place]}、{section.heading}") for place, section in enumerate(said)
    )
