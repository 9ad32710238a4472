"""The tables of what is told of any subject (对象属性与核查): further subjects, attributes, answers of offices."""

from planning.model import codes
from planning.model.contracts import SOURCE, Column, Kind, TableContract


def phase_id(residential_area_id: str, phase: object) -> str:
    """The id under which a phase is spoken of, such as `R0001-1`."""
    return f"{residential_area_id}-{phase}"


SUBJECTS = TableContract(
    name="subjects",
    zh="其他对象",
    row="one building that may take a site in, plot of land, or employer",
    key=("subject_id",),
    columns=(
        Column("subject_id", Kind.ID, "对象编号"),
        Column("subject", Kind.CODE, "对象类别", codes=codes.OtherSubject),
        Column("name", Kind.TEXT, "名称"),
        Column("area_id", Kind.ID, "区划代码", filled=False, refers_to="areas.area_id", about="where it stands"),
        SOURCE,
    ),
    absence="rules about hosts, parcels and employers find nothing to judge",
)

STATEMENTS = TableContract(
    name="statements",
    zh="对象属性",
    row="what one attribute of a subject was on a day, as its source says",
    key=("subject_id", "attribute", "on"),
    columns=(
        Column("subject_id", Kind.ID, "对象编号", names_a_subject=True),
        Column("attribute", Kind.ID, "属性", about="the name that rules of the profile read, such as `staff`"),
        Column("on", Kind.DAY, "日期", about="a figure of a year bears a day within it"),
        Column("value", Kind.TEXT, "取值", about="a number, a day, yes or no, or a word; counts, never persons"),
        SOURCE,
    ),
    absence="rules that read attributes beyond the other tables are undetermined",
)

CHECKS = TableContract(
    name="checks",
    zh="人工核查",
    row="what an office found on a day when it checked a rule that only people can tell",
    key=("rule_id", "area_id", "on"),
    columns=(
        Column("rule_id", Kind.ID, "规则编号"),
        Column("area_id", Kind.ID, "对象编号", names_a_subject=True),
        Column("on", Kind.DAY, "核查日期"),
        Column("answer", Kind.CODE, "核查结果", codes=codes.Answer),
        Column("note", Kind.TEXT, "说明", required=False, filled=False, absence="the answer stands alone"),
        Column("evidence", Kind.TEXT, "证据", required=False, filled=False, absence="the answer stands alone"),
        Column("by", Kind.TEXT, "核查单位", about="an office, never a person's name"),
    ),
    absence="rules that only people can tell wait for a check",
)
