"""The table of what is assumed of the years to come (预测假设): births, survival, moves, new homes, by variant."""

from planning.model import codes
from planning.model.contracts import SOURCE, Column, Kind, TableContract

PROJECTION_ASSUMPTIONS = TableContract(
    name="projection_assumptions",
    zh="预测假设",
    row="one number that is assumed of an area from a year on, in one variant",
    key=("assumption", "variant", "area_id", "from_year"),
    columns=(
        Column("assumption", Kind.CODE, "假设", codes=codes.Assumption),
        Column("variant", Kind.CODE, "方案", codes=codes.Variant),
        Column(
            "area_id",
            Kind.ID,
            "区划代码",
            refers_to="areas.area_id",
            about="where it holds: a street, a district or the city; the nearest one given is used",
        ),
        Column("from_year", Kind.WHOLE, "起始年份", unit="年", about="it holds until its next row"),
        Column(
            "value", Kind.DECIMAL, "取值", about="a factor or a share; 1 leaves things as they are, but 0 for homes"
        ),
        Column("note", Kind.TEXT, "说明", required=False, filled=False, absence="the source stands alone"),
        SOURCE,
    ),
    absence="demand is projected with births as they are, without deaths or moves, and said so",
)
