"""The tables a city is made of (城市数据表): the one contract that reading, storage, exports and docs share."""

from planning.model import codes
from planning.model.assumption_tables import PROJECTION_ASSUMPTIONS
from planning.model.contracts import SOURCE, Column, Kind, TableContract
from planning.model.stated_tables import CHECKS, STATEMENTS, SUBJECTS
from planning.model.walking_tables import WALK_EDGES, WALK_NODES


def _optional(name: str, kind: Kind, zh: str, absence: str, **more: object) -> Column:
    return Column(name, kind, zh, required=False, filled=False, absence=absence, **more)  # type: ignore[arg-type]


AREAS = TableContract(
    name="areas",
    zh="行政区划",
    row="one administrative area: the city, a district, a street or town, a community or village",
    key=("area_id",),
    required=True,
    columns=(
        Column("area_id", Kind.ID, "区划代码", aliases=("code", "代码", "XZQDM")),
        Column("name", Kind.TEXT, "名称", aliases=("XZQMC", "区划名称")),
        Column("level", Kind.CODE, "层级", codes=codes.AreaLevel),
        Column("kind", Kind.CODE, "类型", codes=codes.AreaKind),
        Column("parent_id", Kind.ID, "上级代码", filled=False, refers_to="areas.area_id"),
        _optional("communities", Kind.WHOLE, "社区（村）数", "community points owed cannot be counted", unit="个"),
        _optional("geometry", Kind.POLYGON, "边界", "no map; sites are not located in the area by position"),
    ),
)

POPULATION = TableContract(
    name="population",
    zh="人口",
    row="the people of one area on one day, by one definition and source",
    key=("area_id", "on", "kind"),
    columns=(
        Column("area_id", Kind.ID, "区划代码", refers_to="areas.area_id"),
        Column("on", Kind.DAY, "统计日期", aliases=("as_of",)),
        Column("kind", Kind.CODE, "人口口径", codes=codes.PopulationKind),
        Column("residents", Kind.WHOLE, "人口", unit="人", filled=False, aliases=("population", "常住人口", "人口数")),
        _optional("children_under_3", Kind.WHOLE, "3岁以下儿童", "children come from births or age shares", unit="人"),
        _optional("age_0_share", Kind.SHARE, "0岁占比", "children are undetermined without births"),
        _optional("age_1_4_share", Kind.SHARE, "1—4岁占比", "children are undetermined without births"),
        _optional("women_15_49_share", Kind.SHARE, "15—49岁女性占比", "not shown"),
        _optional("household_size", Kind.DECIMAL, "户均人口", "not shown", unit="人/户"),
        _optional("rounding", Kind.WHOLE, "取整单位", "the figure is taken as exact to the person", unit="人"),
        SOURCE,
    ),
    absence="every density, required place and child is undetermined",
)

BIRTHS = TableContract(
    name="births",
    zh="出生人口",
    row="the children born to residents of one area in one month",
    key=("area_id", "month"),
    columns=(
        Column("area_id", Kind.ID, "区划代码", refers_to="areas.area_id"),
        Column("month", Kind.MONTH, "月份"),
        Column("births", Kind.WHOLE, "出生人数", unit="人"),
        SOURCE,
    ),
    absence="children under 3 come from age shares; no split of places by class",
)

CENTRAL_URBAN_AREA = TableContract(
    name="central_urban_area",
    zh="中心城区",
    row="one polygon of the central urban boundary",
    key=("zone_id",),
    columns=(
        Column("zone_id", Kind.ID, "编号"),
        Column("name", Kind.TEXT, "名称"),
        Column("on", Kind.DAY, "划定日期"),
        SOURCE,
        Column("geometry", Kind.POLYGON, "边界"),
    ),
    absence="rules that hold in the central urban area alone are undetermined",
)

LIFE_CIRCLES = TableContract(
    name="life_circles",
    zh="社区生活圈",
    row="one community life circle from the city's own plan",
    key=("circle_id",),
    columns=(
        Column("circle_id", Kind.ID, "生活圈编号"),
        Column("name", Kind.TEXT, "名称"),
        Column("minutes", Kind.CODE, "步行分钟", codes=codes.CircleMinutes),
        SOURCE,
        Column("geometry", Kind.POLYGON, "范围"),
    ),
    absence="no life-circle level; a circle is never invented",
)

RESIDENTIAL_AREAS = TableContract(
    name="residential_areas",
    zh="居住区",
    row="one residential area, existing or new",
    key=("residential_area_id",),
    columns=(
        Column("residential_area_id", Kind.ID, "居住区编号"),
        Column("name", Kind.TEXT, "名称"),
        Column("era", Kind.CODE, "新建/已建成", codes=codes.Era),
        Column("status", Kind.CODE, "建设状态", codes=codes.PlanStatus),
        _optional("development_id", Kind.ID, "开发项目编号", "plots of one development are not grouped"),
        Column("residents", Kind.WHOLE, "人口", unit="人", filled=False),
        _optional("dwellings", Kind.WHOLE, "住宅套数", "population cannot be derived", unit="套"),
        _optional("persons_per_dwelling", Kind.DECIMAL, "户均人数", "population cannot be derived", unit="人/套"),
        _optional("land_sold_on", Kind.DAY, "土地出让日期", "rules that go by the sale are undetermined"),
        SOURCE,
        Column("geometry", Kind.POLYGON, "范围"),
    ),
    absence="no residential-area level; reach in life circles is undetermined",
)

_UNKNOWN_STAGE = "rules that ask for this stage are undetermined"
_STAGES = (
    ("planned_on", "住宅规划日期"),
    ("designed_on", "住宅设计日期"),
    ("built_on", "住宅建成日期"),
    ("accepted_on", "住宅验收日期"),
    ("care_planned_on", "托育设施规划日期"),
    ("care_designed_on", "托育设施设计日期"),
    ("care_built_on", "托育设施建成日期"),
    ("care_accepted_on", "托育设施验收日期"),
    ("care_delivered_on", "托育设施交付日期"),
    ("care_handed_over_on", "托育设施移交日期"),
)

PHASES = TableContract(
    name="phases",
    zh="分期",
    row="one phase of a new residential area",
    key=("residential_area_id", "phase"),
    columns=(
        Column("residential_area_id", Kind.ID, "居住区编号", refers_to="residential_areas.residential_area_id"),
        Column("phase", Kind.WHOLE, "期"),
        Column("delivered_on", Kind.DAY, "交付日期"),
        Column("residents", Kind.WHOLE, "人口", unit="人", filled=False),
        Column("planned_places", Kind.WHOLE, "规划托位", unit="个", filled=False),
        *(_optional(name, Kind.DAY, zh, _UNKNOWN_STAGE) for name, zh in _STAGES),
        SOURCE,
    ),
    absence="places that new areas plan are undetermined",
)

INSTITUTIONS = TableContract(
    name="institutions",
    zh="托育机构",
    row="one institution: the legal person that runs one or more sites",
    key=("institution_id",),
    columns=(
        Column("institution_id", Kind.ID, "机构编号"),
        Column("name", Kind.TEXT, "机构名称", aliases=("机构注册登记名称",)),
        Column("kind", Kind.CODE, "机构类型", codes=codes.InstitutionKind),
        Column("ownership", Kind.CODE, "机构性质", codes=codes.Ownership),
        _optional("legal_form", Kind.CODE, "法人类型", "the registrar is not shown", codes=codes.LegalForm),
        _optional("credit_code", Kind.ID, "统一社会信用代码", "lists are matched by name and address"),
        _optional("channel", Kind.CODE, "供给渠道", "targets by channel are undetermined", codes=codes.Channel),
        _optional("demonstration", Kind.CODE, "示范级别", "demonstration rules count none", codes=codes.AuthorityLevel),
        _optional("demonstration_from", Kind.DAY, "示范认定日期", "the status counts from the first day"),
        _optional("registered_with", Kind.CODE, "登记机关", "routes are undetermined", codes=codes.Registrar),
        _optional("registered_on", Kind.DAY, "登记日期", "the first day on which a site is registered"),
        _optional("filed_with", Kind.CODE, "备案机关", "routes are undetermined", codes=codes.FilingOffice),
        _optional("filed_on", Kind.DAY, "备案日期", "the first day a site is filed", aliases=("备案通过时间",)),
        _optional("managed_by", Kind.CODE, "主管部门", "routes are undetermined", codes=codes.Manager),
        SOURCE,
    ),
    absence="supply comes from reported totals, or is undetermined",
)

_AS_PRINTED = "in the words of the document that lists them"

SITES = TableContract(
    name="sites",
    zh="托育点位",
    row="one place of care of an institution; an institution has one or more",
    key=("site_id",),
    columns=(
        Column("site_id", Kind.ID, "点位编号"),
        Column("institution_id", Kind.ID, "机构编号", refers_to="institutions.institution_id"),
        Column("name", Kind.TEXT, "点位名称"),
        Column("address", Kind.TEXT, "地址", filled=False, aliases=("机构住所",)),
        Column("open_to_neighbours", Kind.FLAG, "对外开放", filled=False),
        Column("service_forms", Kind.CODES, "服务形式", filled=False, codes=codes.ServiceForm),
        _optional("floor_area_m2", Kind.DECIMAL, "建筑面积", "area ranges are undetermined", unit="平方米"),
        _optional("host_kind", Kind.TEXT, "所在设施类型", "lists of hosts are undetermined", about=_AS_PRINTED),
        Column("geometry", Kind.POINT, "位置"),
    ),
)

SITE_STATES = TableContract(
    name="site_states",
    zh="点位状态",
    row="the day from which a site is in a state, until its next row",
    key=("site_id", "since", "state"),
    columns=(
        Column("site_id", Kind.ID, "点位编号", refers_to="sites.site_id"),
        Column("since", Kind.DAY, "起始日期"),
        Column("state", Kind.CODE, "状态", codes=codes.SiteState),
        SOURCE,
    ),
)

PLACE_REPORTS = TableContract(
    name="place_reports",
    zh="托位填报",
    row="the places and enrolled children of one class of a site, as reported on a day",
    key=("site_id", "reported_on", "place_class"),
    columns=(
        Column("site_id", Kind.ID, "点位编号", refers_to="sites.site_id"),
        Column("reported_on", Kind.DAY, "填报日期"),
        Column("place_class", Kind.CODE, "班型", codes=codes.PlaceClass),
        Column("places", Kind.WHOLE, "托位数", unit="个", aliases=("托位", "核定托位", "容量")),
        Column("enrolled", Kind.WHOLE, "在托人数", unit="人", filled=False),
        _optional("classes", Kind.WHOLE, "班数", "rules that count classes are undetermined", unit="个"),
        SOURCE,
    ),
)

INCLUSIVE_STATUSES = TableContract(
    name="inclusive_statuses",
    zh="普惠认定",
    row="a period in which an institution is recognised as inclusive",
    key=("institution_id", "since"),
    columns=(
        Column("institution_id", Kind.ID, "机构编号", refers_to="institutions.institution_id"),
        Column("recognised_by", Kind.CODE, "认定级别", codes=codes.AuthorityLevel),
        Column("since", Kind.DAY, "起始日期"),
        _optional("until", Kind.DAY, "终止日期", "the status lasts"),
        SOURCE,
    ),
    absence="inclusive shares are undetermined",
)

REPORTED_PLACES = TableContract(
    name="reported_places",
    zh="托位统计",
    row="the places of an area as counted by an authority on a day, where no register is at hand",
    key=("area_id", "on"),
    columns=(
        Column("area_id", Kind.ID, "区划代码", refers_to="areas.area_id"),
        Column("on", Kind.DAY, "统计日期"),
        Column("places", Kind.WHOLE, "托位数", unit="个"),
        SOURCE,
    ),
    absence="supply comes from the register of sites",
)

CITY_TABLES: tuple[TableContract, ...] = (
    AREAS,
    POPULATION,
    BIRTHS,
    CENTRAL_URBAN_AREA,
    LIFE_CIRCLES,
    RESIDENTIAL_AREAS,
    PHASES,
    INSTITUTIONS,
    SITES,
    SITE_STATES,
    PLACE_REPORTS,
    INCLUSIVE_STATUSES,
    REPORTED_PLACES,
    SUBJECTS,
    STATEMENTS,
    CHECKS,
    PROJECTION_ASSUMPTIONS,
    WALK_NODES,
    WALK_EDGES,
)
