"""Of what a rule speaks (规则对象): a level of the city, or one of the things that rules judge one by one."""

from planning.model.codes import Code


class Subject(Code):
    """What is judged; the first six are the levels of `planning.model.codes.Level`, under the same codes."""

    CITY = "city", "全市"
    DISTRICT = "district", "区"
    STREET = "street", "街道（镇）"
    COMMUNITY = "community", "社区（村）"
    LIFE_CIRCLE = "life-circle", "社区生活圈"
    RESIDENTIAL_AREA = "residential-area", "居住区"
    PHASE = "phase", "居住区分期"
    INSTITUTION = "institution", "托育机构"
    SITE = "site", "托育点位"
    EMPLOYER = "employer", "用人单位"
    HOST = "host", "可利用设施"
    PARCEL = "parcel", "地块"
    ANNEX = "annex", "附件表"


class Serves(Code):
    """Whose question a rule answers (使用者)."""

    PLANNER = "planner", "规划部门"
    LAND_BUREAU = "land_bureau", "自然资源部门"
    FAMILY = "family", "家庭"
    SUPERVISOR = "supervisor", "登记与监管部门"
    OPERATOR = "operator", "托育机构"


class Governs(Code):
    """Which day decides whether a rule is in force for a subject (适用时点)."""

    DAY = "day", "研究日期"
    LAND_SALE = "land_sale", "土地出让日期"
