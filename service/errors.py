"""Which failure answers with which status (错误与状态码): the one table, and a problem document for all else too."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from planning import errors
from service import refusals
from service.storage import store

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Failure:
    """How a failure is answered: a stable word, a status, and its title in both languages."""

    slug: str
    status: int
    zh: str
    en: str


FAILURES: Mapping[type[Exception], Failure] = {
    errors.UnknownCity: Failure("unknown-city", 404, "没有这个城市", "Unknown city"),
    errors.UnknownProfile: Failure("unknown-profile", 404, "没有这个政策方案", "Unknown profile"),
    errors.UnknownLevel: Failure("unknown-level", 404, "没有这个层级", "Unknown level"),
    errors.UnknownTopic: Failure("unknown-topic", 404, "没有规则涉及这个事项", "Unknown topic"),
    errors.UnknownParameter: Failure("unknown-parameter", 422, "没有规则需要这个参数", "Unknown parameter"),
    errors.UnknownArea: Failure("unknown-area", 404, "没有这个单元", "Unknown area"),
    refusals.UnknownDistrict: Failure("unknown-district", 404, "没有这个区", "Unknown district"),
    refusals.UnknownLayer: Failure("unknown-layer", 404, "没有这个图层", "Unknown layer"),
    refusals.NotAcceptable: Failure("not-acceptable", 406, "不提供这种格式", "Format not offered"),
    errors.UnknownChoice: Failure("unknown-choice", 404, "没有这个选项", "Unknown choice"),
    refusals.QueryInvalid: Failure("query-invalid", 400, "查询参数有误", "Invalid query parameter"),
    errors.CityRefused: Failure("city-refused", 422, "城市数据未通过检查", "City data refused"),
    errors.ProfileRefused: Failure("profile-refused", 422, "政策方案有误", "Profile refused"),
    errors.ExampleRefused: Failure("example-refused", 422, "算例有误", "Worked example refused"),
    errors.PlanningError: Failure("cannot-compute", 422, "数据无法计算", "The data cannot be computed"),
    store.StoreNotReady: Failure("store-not-ready", 503, "数据库未就绪", "Store not ready"),
    store.StoreBusy: Failure("store-busy", 503, "数据库正忙", "Store busy"),
    store.StoreFull: Failure("store-full", 507, "磁盘空间不足", "Disk full"),
}

_BY_STATUS: Mapping[int, Failure] = {
    404: Failure("not-found", 404, "没有这个地址", "No such address"),
    405: Failure("method-not-allowed", 405, "该地址不接受这种请求", "Method not allowed"),
}
_BROKEN = Failure("internal", 500, "服务内部错误", "Internal error")
_RETRY_AFTER_S = "2"
_LONGEST_ECHO = 200  # characters of a request that an answer repeats
_MOST_CHOICES = 100
_MOST_SAID = 20  # choices that a sentence names


def problem(failure: Failure, *, detail: str, instance: str = "", choices: tuple[str, ...] = ()) -> Response:
    """A problem document (RFC 9457); `choices` lists what is known, up to a hundred."""
    body: dict[str, Any] = {
        "type": failure.slug,
        "title": f"{failure.zh} / {failure.en}",
        "status": failure.status,
        "detail": detail,
    }
    if instance:
        body["instance"] = instance[:_LONGEST_ECHO]
    if choices:
        body["choices"] = list(choices[:_MOST_CHOICES])
    headers = {"Cache-Control": "no-store"}
    if failure.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = _RETRY_AFTER_S
    return Response(orjson.dumps(body), failure.status, media_type=PROBLEM_JSON, headers=headers)


def failure_of(error: Exception) -> Failure:
    """How an error is answered, by the nearest of its classes that the table has."""
    return next((FAILURES[kind] for kind in type(error).__mro__ if kind in FAILURES), _BROKEN)


def in_both_languages(error: Exception) -> str:
    """What an error says, with its Chinese title before it where it speaks English alone."""
    if isinstance(error, errors.UnknownChoice):
        return _unknown(error)
    words = str(error)
    return words if " / " in words else f"{failure_of(error).zh} / {words[:400]}"


def _unknown(error: errors.UnknownChoice) -> str:
    value, said = error.value[:80], error.choices[:_MOST_SAID]
    more = len(error.choices) > _MOST_SAID
    zh = f"；可选：{'、'.join(said)}{'……' if more else ''}" if said else ""
    en = f"; choose from: {', '.join(said)}{', …' if more else ''}" if said else ""
    return f"{failure_of(error).zh}：{value}{zh} / no {error.what} {value!r}{en}"


def install(app: FastAPI, *, guards: Mapping[str, str]) -> None:
    """Answer every failure of `app` with a problem document; `guards` are headers for one that no middleware sees."""

    def broken(request: Request, error: Exception) -> Response:
        answer = _broken(request, error)
        answer.headers.update(guards)
        return answer

    app.add_exception_handler(errors.PlanningError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, broken)


def _refused(request: Request, error: Exception) -> Response:
    choices = tuple(getattr(error, "choices", ()))
    return problem(failure_of(error), detail=in_both_languages(error), instance=request.url.path, choices=choices)


def _invalid(request: Request, error: Exception) -> Response:
    """The first parameter that is wrong; one in the path means that there is no such thing."""
    fault: dict[str, Any] = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    where = [*fault.get("loc", ()), "", ""]
    place, name = where[0], where[1]
    known = fault.get("ctx", {}).get("expected", "")
    choices = tuple(str(known).replace(" or ", ", ").replace("'", "").split(", ")) if known else ()
    value, limit = str(fault.get("input", ""))[:80], _limit(fault.get("ctx", {}))
    shown = f"{name}：无法接受“{value}”{limit} / {name}: {fault.get('msg', 'invalid')}"
    kinds = {
        ("path", "level"): FAILURES[errors.UnknownLevel],
        ("path", "name"): FAILURES[refusals.UnknownLayer],
        ("query", "f"): FAILURES[refusals.NotAcceptable],
    }
    failure = kinds.get((place, name), _BY_STATUS[404] if place == "path" else FAILURES[refusals.QueryInvalid])
    return problem(failure, detail=shown, instance=request.url.path, choices=choices)


def _limit(told: Mapping[str, Any]) -> str:
    """The bound that a value breaks, in Chinese; "" where it is no bound."""
    words = {"le": "须不大于{:,}", "lt": "须小于{:,}", "ge": "须不小于{:,}", "gt": "须大于{:,}"}
    return next((f"，{said.format(told[name])}" for name, said in words.items() if name in told), "")


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    phrase = HTTPStatus(status).phrase
    failure = _BY_STATUS.get(status) or Failure(phrase.lower().replace(" ", "-"), status, "请求无法完成", phrase)
    answer = problem(failure, detail=f"{failure.zh} / {failure.en}", instance=request.url.path)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:
    """The log has the cause; the answer tells nothing of the inside."""
    detail = "服务出错，原因已写入日志 / the service failed; its log has the cause"
    return problem(_BROKEN, detail=detail, instance=request.url.path)
