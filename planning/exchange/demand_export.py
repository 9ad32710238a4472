"""Demand to come out of the house (需求预测导出): one row a variant, year and area, with all three measures."""

import pandas as pd

from planning.exchange.csv_export import columns_to_csv
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show

DEMAND_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("variant", "方案", Show.CODE),
    OutputColumn("year", "年份", Show.COUNT, "年末"),
    OutputColumn("level", "层级", Show.CODE),
    OutputColumn("area_id", "编号", Show.TEXT),
    OutputColumn("name", "单元", Show.TEXT),
    OutputColumn("district_id", "所属区代码", Show.TEXT),
    OutputColumn("children_under_3", "3岁以下儿童", Show.COUNT, "人"),
    OutputColumn("children_younger", "其中未到入托月龄", Show.COUNT, "人"),
    OutputColumn("children_infant", "其中乳儿班月龄", Show.COUNT, "人"),
    OutputColumn("children_toddler_small", "其中托小班月龄", Show.COUNT, "人"),
    OutputColumn("children_toddler_large", "其中托大班月龄", Show.COUNT, "人"),
    OutputColumn("eligible", "适龄儿童", Show.COUNT, "人", "有班型可入的月龄"),
    OutputColumn("places", "现有托位", Show.COUNT, "个", "研究日的数，假定不变"),
    OutputColumn("policy", "政策口径", Show.COUNT, "个", "当年底前最近到期的目标"),
    OutputColumn("policy_shortage", "政策口径缺口", Show.COUNT, "个"),
    OutputColumn("policy_surplus", "政策口径富余", Show.COUNT, "个"),
    OutputColumn("policy_on", "目标日期", Show.DAY),
    OutputColumn("policy_rule", "规则", Show.TEXT),
    OutputColumn("willingness", "意愿口径", Show.COUNT, "个", "适龄儿童 × 入托意愿"),
    OutputColumn("willingness_shortage", "意愿口径缺口", Show.COUNT, "个"),
    OutputColumn("willingness_surplus", "意愿口径富余", Show.COUNT, "个"),
    OutputColumn("willingness_infant", "意愿口径乳儿班", Show.COUNT, "个"),
    OutputColumn("willingness_toddler_small", "意愿口径托小班", Show.COUNT, "个"),
    OutputColumn("willingness_toddler_large", "意愿口径托大班", Show.COUNT, "个"),
    OutputColumn("enrolment", "在托口径", Show.COUNT, "个", "研究日在托比例 × 预测儿童数"),
    OutputColumn("enrolment_at_least", "在托口径为下限", Show.CODE, about="有点位未填报在托人数：只会更多"),
    OutputColumn("enrolment_shortage", "在托口径缺口", Show.COUNT, "个"),
    OutputColumn("enrolment_surplus", "在托口径富余", Show.COUNT, "个"),
    OutputColumn("finding", "结论", Show.TEXT),
    OutputColumn("reason", "说明", Show.TEXT),
)


def demand_to_csv(rows: pd.DataFrame) -> bytes:
    """Rows of the table of a `planning.demand.demand.Demand` as CSV, in the form of every CSV of the product."""
    return columns_to_csv(demand_sheet(rows).columns)


def demand_sheet(rows: pd.DataFrame) -> PrintedTable:
    """The rows as they are printed; a reason stands for each number that is missing."""
    told = [rows[name].where(rows[name] != "") for name in ("reason", "policy_reason", "enrolment_reason")]
    wished = rows["willingness_reason"].where(rows["willingness_reason"] != rows["reason"])
    every = pd.concat([told[0], told[1], wished.where(wished != ""), told[2].where(told[2] != told[0])], axis="columns")
    reasons = ["；".join(dict.fromkeys(str(one) for one in line if pd.notna(one))) for line in every.to_numpy()]
    return PrintedTable.of("需求预测", rows.assign(reason=reasons), columns=DEMAND_HEADINGS, frozen=5)
