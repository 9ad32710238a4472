"""Whether those of whom something is told are there (所述对象): each statement and check is of one known subject."""

from typing import Final

import pandas as pd

from planning.exchange.notes import Notes
from planning.exchange.relations import Tables, spot_of
from planning.exchange.table_files import ReadTable
from planning.model.stated_tables import phase_id

# The tables whose rows can be spoken of, and the column that has their id; a phase is spoken of by two.
_SUBJECTS: Final = {
    "areas": "area_id",
    "life_circles": "circle_id",
    "residential_areas": "residential_area_id",
    "institutions": "institution_id",
    "sites": "site_id",
    "subjects": "subject_id",
}
_PHASES: Final = "phases"


def check_spoken_of(tables: Tables, *, unread: frozenset[str]) -> Notes:
    """
    Every id in a column that names a subject stands in one table, and in one alone.

    `unread` are names of tables whose file could not be read; where there is one among those that can be spoken of,
    nobody can tell who is unknown, and only ids that stand in two tables are told.
    """
    known = pd.concat([pd.Series(dtype="str"), *_ids(tables)], ignore_index=True)
    twice = set(known[known.duplicated()])
    certain = not unread & {*_SUBJECTS, _PHASES}
    naming = [
        (read, column.name) for read in tables.values() for column in read.contract.columns if column.names_a_subject
    ]
    return Notes.together(_named(read, field, known=set(known), twice=twice, certain=certain) for read, field in naming)


def _ids(tables: Tables) -> list[pd.Series]:
    """The ids of each table, each once."""
    found = [tables[name].table[field] for name, field in _SUBJECTS.items() if name in tables]
    if _PHASES in tables:
        phases = tables[_PHASES].table.dropna(subset=["residential_area_id", "phase"])
        found.append(
            pd.Series([phase_id(*pair) for pair in zip(phases["residential_area_id"], phases["phase"], strict=True)])
        )
    return [ids.dropna().drop_duplicates() for ids in found]


def _named(read: ReadTable, field: str, *, known: set[str], twice: set[str], certain: bool) -> Notes:
    ids = read.table[field]
    spot = spot_of(read, field)
    hint = "该编号在两张表中都有，不知指哪一个 / two tables have this id; it is not clear which is meant"
    notes = spot.refuse(ids.isin(twice), code="reference-ambiguous", hint=hint)
    if not certain:
        return notes
    absent = ids.notna() & ~ids.isin(known)
    lost = absent & ids.map(lambda value: f"0{value}" in known, na_action="ignore").fillna(False).astype(bool)
    hint = "似乎丢了前导零；请将该列设为文本 / a leading zero seems lost; set the column to text"
    notes += spot.refuse(lost, code="code-damaged", hint=hint)
    hint = (
        "没有这个对象；应为区划、生活圈、居住区、分期（如 RN001-1）、机构、点位或其他对象的编号"
        " / nobody has this id: no area, circle, residential area, phase (RN001-1), institution, site or other subject"
    )
    return notes + spot.refuse(absent & ~lost, code="subject-unknown", hint=hint)
