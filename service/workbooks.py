"""The sheets of a workbook (工作簿), and of which units the arithmetic goes along."""

from collections.abc import Sequence

from planning.exchange.exports import Sheet
from planning.model.codes import DOWN_TO_STREET, Level
from planning.served.served_notes import served_notes
from planning.study import Study

TRACED_ROWS = 100  # the arithmetic of every unit goes along in tables up to this length
MOST_NOT_MET = 200  # units of long tables whose arithmetic goes along because they are not met, in one workbook
_LOCAL = (Level.LIFE_CIRCLE, Level.RESIDENTIAL_AREA)


def sheets(study: Study, wanted: Sequence[tuple[Level, Sequence[str]]], *, most: int = MOST_NOT_MET) -> list[Sheet]:
    """
    A sheet for each level with the units wanted, in their order.

    The arithmetic goes along for administrative tables of up to a hundred units, and for those life circles and
    residential areas that are not met: the first `most`, in equal parts where a workbook has both.
    """
    local = [level for level, _ in wanted if level in _LOCAL]
    each = most // max(len(local), 1)
    return [_sheet(study, level, ids=ids, most=each) for level, ids in wanted]


def _sheet(study: Study, level: Level, *, ids: Sequence[str], most: int) -> Sheet:
    printed = study.printed(level)
    gaps = printed.table.loc[list(ids)]
    if level in _LOCAL:
        not_met = gaps["outcome"].fillna("").str.endswith("not_met")
        traced = [str(area_id) for area_id in gaps.index[not_met]][:most]
    else:
        traced = list(ids) if len(ids) <= TRACED_ROWS else []
    notes = served_notes(study.served, study.reach) if level in DOWN_TO_STREET else ()
    return Sheet(level, gaps, tuple(study.trace(level, area_id) for area_id in traced), printed.columns, notes)
