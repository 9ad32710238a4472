"""The code lists (代码表) that city tables use, each code with the Chinese words a page prints."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code with its Chinese label (`zh`); the code is what files and APIs carry."""

    zh: str

    def __new__(cls, value: str, zh: str = "") -> Self:
        """Take the code, and beside it its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member


class Level(Code):
    """A unit of talk: at which level of the city a number is asked for."""

    CITY = "city", "全市"
    DISTRICT = "district", "区"
    STREET = "street", "街道（镇）"
    COMMUNITY = "community", "社区（村）"
    LIFE_CIRCLE = "life-circle", "社区生活圈"
    RESIDENTIAL_AREA = "residential-area", "居住区"


# Children are counted down to the street; below it they are only placed, by where people live.
DOWN_TO_STREET: tuple[Level, ...] = (Level.CITY, Level.DISTRICT, Level.STREET)
ADMINISTRATIVE: tuple[Level, ...] = (*DOWN_TO_STREET, Level.COMMUNITY)


class AreaLevel(Code):
    """The four nested levels of administrative areas (行政区划层级)."""

    CITY = "city", "市"
    DISTRICT = "district", "区"
    STREET = "street", "街道（镇）"
    COMMUNITY = "community", "社区（村）"


class AreaKind(Code):
    """What sort of administrative area it is; several kinds share a level."""

    CITY = "city", "市"
    DISTRICT = "district", "区"
    SUBDISTRICT = "subdistrict", "街道"
    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    URBAN_COMMUNITY = "urban_community", "社区"
    VILLAGE = "village", "村"


class PopulationKind(Code):
    """Which people a population figure counts (人口口径)."""

    PERMANENT = "permanent", "常住人口"
    REGISTERED = "registered", "户籍人口"
    PLANNED = "planned", "规划人口"


class Era(Code):
    """Whether a residential area was built before the rule or is planned under it."""

    EXISTING = "existing", "已建成"
    NEW = "new", "新建"


class PlanStatus(Code):
    """How far a residential area has come (建设状态)."""

    PLANNED = "planned", "规划"
    APPROVED = "approved", "已批"
    BUILDING = "building", "在建"
    ACCEPTED = "accepted", "已验收"
    DELIVERED = "delivered", "已交付"


class InstitutionKind(Code):
    """What kind of institution looks after the children (机构类型)."""

    NURSERY = "nursery", "托育机构"
    KINDERGARTEN_CLASS = "kindergarten_class", "幼儿园托班"
    EMPLOYER = "employer", "用人单位托育点"
    COMMUNITY_POINT = "community_point", "社区托育点"
    HOME_BASED = "home_based", "家庭托育点"
    SERVICE_CENTRE = "service_centre", "托育综合服务中心"


class Ownership(Code):
    """Who built and who runs an institution (机构性质)."""

    PUBLIC = "public", "公办"
    PUBLIC_BUILT_PRIVATE_RUN = "public_built_private_run", "公建民营"
    PRIVATE_WITH_PUBLIC_SUPPORT = "private_with_public_support", "民办公助"
    PRIVATE = "private", "民办"


class LegalForm(Code):
    """Under which form the institution is registered (法人类型)."""

    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    SOCIAL_SERVICE = "social_service", "社会服务机构"
    FOR_PROFIT = "for_profit", "营利性企业"


class Registrar(Code):
    """Who registered the institution as a legal person (登记机关)."""

    STAFFING_OFFICE = "staffing_office", "机构编制部门"
    CIVIL_AFFAIRS = "civil_affairs", "民政部门"
    MARKET_REGULATION = "market_regulation", "市场监管部门"
    ADMINISTRATIVE_APPROVAL = "administrative_approval", "行政审批部门"
    EDUCATION = "education", "教育部门"


class FilingOffice(Code):
    """With whom the institution is filed (备案机关)."""

    HEALTH_OFFICE = "health_office", "卫生健康部门"


class Manager(Code):
    """Which department manages the institution (主管部门)."""

    HEALTH = "health", "卫生健康部门"
    EDUCATION = "education", "教育部门"


class Channel(Code):
    """Through which channel (供给渠道) places come."""

    STREET = "street", "街（镇）普惠"
    SOCIAL = "social", "社会力量"
    EMPLOYER = "employer", "用人单位"
    STATE_CAPITAL = "state_capital", "国有资本"
    KINDERGARTEN = "kindergarten", "幼儿园托班"


class SiteState(Code):
    """What a site is on a day (机构状态); which states count as supply is a rule, not code."""

    PLANNED = "planned", "规划"
    UNDER_CONSTRUCTION = "under_construction", "在建"
    DELIVERED = "delivered", "已交付"
    OPEN_UNREGISTERED = "open_unregistered", "开办未登记"
    REGISTERED = "registered", "已登记"
    FILED = "filed", "已备案"
    CHANGED = "changed", "备案变更"
    UNDER_EDUCATION = "under_education", "教育部门管理"
    SUSPENDED = "suspended", "暂停"
    CLOSED = "closed", "关闭"
    BLACKLISTED = "blacklisted", "列入黑名单"


# The states in which a site takes children in.
OPEN_STATES: tuple[SiteState, ...] = (
    SiteState.OPEN_UNREGISTERED,
    SiteState.REGISTERED,
    SiteState.FILED,
    SiteState.CHANGED,
    SiteState.UNDER_EDUCATION,
)


class PlaceClass(Code):
    """The class (班型) a place belongs to, by the age of the child in months."""

    INFANT = "infant", "乳儿班"
    TODDLER_SMALL = "toddler_small", "托小班"
    TODDLER_LARGE = "toddler_large", "托大班"
    MIXED = "mixed", "混龄班"


class ServiceForm(Code):
    """For how long a child stays (服务形式)."""

    FULL_DAY = "full_day", "全日托"
    HALF_DAY = "half_day", "半日托"
    HOURLY = "hourly", "计时托"
    OCCASIONAL = "occasional", "临时托"


class AuthorityLevel(Code):
    """Which level of government recognised a status (认定级别)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    DISTRICT = "district", "区级"


class CircleMinutes(Code):
    """The walking time that names a life circle (生活圈层级)."""

    FIVE = "5", "五分钟"
    TEN = "10", "十分钟"
    FIFTEEN = "15", "十五分钟"


class OtherSubject(Code):
    """What rules judge one by one and no other table holds (其他对象)."""

    HOST = "host", "可利用设施"
    PARCEL = "parcel", "地块"
    EMPLOYER = "employer", "用人单位"


class Answer(Code):
    """What a person found on checking a rule (核查结果)."""

    YES = "yes", "是"
    NO = "no", "否"
    NOT_APPLICABLE = "not_applicable", "不适用"


class WayKind(Code):
    """What sort of way a part of the walking network is (路段类型)."""

    STREET = "street", "街道"
    PATH = "path", "步行路"
    BRIDGE = "bridge", "桥"
    UNDERPASS = "underpass", "地道"
    CROSSING = "crossing", "过街"
    ESTATE = "estate", "小区内路"


class Variant(Code):
    """One of the variants of a projection (预测方案)."""

    LOW = "low", "低方案"
    MID = "mid", "中方案"
    HIGH = "high", "高方案"


class Assumption(Code):
    """What a projection assumes of a year (预测假设)."""

    BIRTHS_FACTOR = "births_factor", "出生人数系数（当年÷上年）"
    SURVIVAL = "survival", "0—2岁年存活率"
    MIGRATION_FACTOR = "migration_factor", "0—2岁年净迁移系数（1为不变）"
    HOUSING_FROM_OUTSIDE = "housing_from_outside", "新建住房中市外迁入占比"
