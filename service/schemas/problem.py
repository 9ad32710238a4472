"""The shape of a refusal (问题说明), RFC 9457."""

from typing import Any

from pydantic import BaseModel, Field

from service.errors import PROBLEM_JSON


class Problem(BaseModel):
    """What went wrong and what to do; `choices` lists the names that are known."""

    type: str = Field(description="稳定的错误代码 / stable slug", examples=["unknown-city"])
    title: str = Field(examples=["没有这个城市 / Unknown city"])
    status: int = Field(ge=400, le=599, examples=[404])
    detail: str
    instance: str = ""
    choices: list[str] = []


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of an operation, for OpenAPI; every operation may also refuse its query, and fail."""
    about = {
        400: "查询参数有误 / invalid query parameter",
        404: "没有所指的城市、方案、层级或单元 / nothing of this name",
        406: "不提供这种格式 / form not offered",
        422: "数据无法计算 / the data cannot be computed",
        500: "服务内部错误 / internal error",
        503: "数据库未就绪或正忙 / store not ready or busy",
    }
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": about[status], "content": content} for status in sorted({400, 500, *statuses})}
