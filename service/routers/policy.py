"""Policy over HTTP (政策页面与接口): the documents and rules, one rule, and one finding, as pages and as JSON."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from maps.policy_pages import finding_page, policy_page, rule_page
from planning.errors import UnknownArea
from planning.policy.outcome import Outcome
from planning.policy.profile import Profile
from planning.policy.rule_state import RuleState
from planning.policy.rules.base import Rule
from planning.policy.subjects import Serves
from service import conditional
from service.answers import json_response
from service.dependencies import Asked, AskedDep, DayQuery, DoorsDep, SnapshotDep, day
from service.negotiation import Format, wanted
from service.policy_answer import document_entry, finding_answer, rule_answer, rule_entry, state_entry
from service.schemas.policy import FindingsAnswer, PolicyAnswer, RuleAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/policy", tags=["policy"])

OFFERED = (Format.JSON, Format.HTML)
MOST_FINDINGS = 10_000

FormQuery = Annotated[Literal["json", "html"] | None, Query(description="格式，优先于 Accept / form, over Accept")]
ProfilePath = Annotated[str, Path(description="政策方案，见 /profiles / id of a profile", max_length=64)]
RulePath = Annotated[str, Path(description="规则编号 / id of a rule", max_length=64)]
_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {"schema": {"type": "string"}}}}}


@router.get(
    "", operation_id="read_policy", response_model=PolicyAnswer, responses={**_PAGE, **problems(404, 406, 422, 503)}
)
def read_policy(
    request: Request,
    doors: DoorsDep,
    asked: AskedDep,
    # A form sends every field, the empty ones too.
    serves: Annotated[
        Serves | Literal[""] | None, Query(description="服务对象 / whose question a rule answers")
    ] = None,
    kind: Annotated[str | None, Query(description="规则类型 / kind of rule", max_length=64)] = None,
    state: Annotated[
        Outcome | Literal[""] | None, Query(description="现状：最严的结论 / the worst outcome today")
    ] = None,
    q: Annotated[str | None, Query(description="编号、名称或摘要 / part of id, name or summary", max_length=64)] = None,
    f: FormQuery = None,
) -> Response:
    """The documents and rules of a profile, each rule with how it stands on the day."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    profile = asked.study.profile
    told = [(rule, RuleState.of(_findings(asked, rule))) for rule in profile.rules]
    kept = [
        (rule, standing)
        for rule, standing in told
        if _holds(rule, q or "")
        and (not serves or serves in rule.serves)
        and (not kind or rule.type == kind)
        and (not state or standing.worst == state)
    ]
    body = _about(asked) | _listed(profile, kept)
    if form is Format.JSON:
        return json_response(body, conditional.headers(tag))
    chosen = {"serves": serves, "kind": kind, "state": state, "q": q}
    offered: dict[str, list[str]] = {
        "profiles": list(doors.studies.shelf.ids()),
        "kinds": list(dict.fromkeys(rule.type for rule in profile.rules)),
        "states": [str(outcome) for outcome in Outcome if outcome in {standing.worst for _, standing in told}],
    }
    page = policy_page(body, chosen={key: value or "" for key, value in chosen.items()}, offered=offered, root="")
    return HTMLResponse(page, headers=conditional.headers(tag))


@router.get(
    "/{profile_id}/{rule_id}",
    operation_id="read_rule",
    response_model=RuleAnswer,
    responses={**_PAGE, **problems(404, 406, 422, 503)},
)
def read_rule(
    request: Request,
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile_id: ProfilePath,
    rule_id: RulePath,
    date: DayQuery = None,
    limit: Annotated[int, Query(description="最多列出的结论 / findings at most", ge=1, le=MOST_FINDINGS)] = 200,
    f: FormQuery = None,
) -> Response:
    """One rule: its summary, clause, numbers, readings with their answers, examples, and what it finds today."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    asked = Asked(snapshot, doors.studies.question(snapshot, profile_id=profile_id, on=day(date)), doors.studies)
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    study = asked.study
    rule = study.profile.rule(rule_id)
    findings = _findings(asked, rule)
    body = _about(asked) | rule_answer(study.profile, rule, findings=findings, facts=study.facts, most=limit)
    if form is Format.JSON:
        return json_response(body, conditional.headers(tag))
    return HTMLResponse(rule_page(body, root="../../"), headers=conditional.headers(tag))


@router.get(
    "/{profile_id}/{rule_id}/{area_id}",
    operation_id="read_finding",
    response_model=FindingsAnswer,
    responses={**_PAGE, **problems(404, 406, 422, 503)},
)
def read_finding(
    request: Request,
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile_id: ProfilePath,
    rule_id: RulePath,
    area_id: Annotated[str, Path(description="单元编号 / id of a unit", max_length=64)],
    date: DayQuery = None,
    f: FormQuery = None,
) -> Response:
    """What a rule says of one unit: numbers, arithmetic, inputs, citation, and what the other readings would say."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    asked = Asked(snapshot, doors.studies.question(snapshot, profile_id=profile_id, on=day(date)), doors.studies)
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    study = asked.study
    rule = study.profile.rule(rule_id)
    findings = _findings(asked, rule)
    mine = findings[findings["area_id"] == area_id]
    if mine.empty:
        raise UnknownArea(area_id, list(dict.fromkeys(findings["area_id"])))
    rows: list[dict[str, Any]] = mine.to_dict("records")
    told = [finding_answer(study.profile, rule, row=row, facts=study.facts) for row in rows]
    body = _about(asked) | {"findings": told}
    if form is Format.JSON:
        return json_response(body, conditional.headers(tag))
    return HTMLResponse(finding_page(body, root="../../../"), headers=conditional.headers(tag))


def _findings(asked: Asked, rule: Rule) -> Any:
    return asked.studies.findings(asked.snapshot, asked.question, rule=rule)


def _listed(profile: Profile, kept: list[tuple[Rule, RuleState]]) -> dict[str, Any]:
    """The documents of a profile, and the rules that were asked for with how they stand."""
    return {
        "note": profile.note,
        "documents": [document_entry(document) for document in profile.documents],
        "numberMatched": len(kept),
        "rules": [rule_entry(rule) | {"state": state_entry(standing)} for rule, standing in kept],
    }


def _about(asked: Asked) -> dict[str, Any]:
    profile = asked.study.profile
    return asked.about() | {"profile_name": profile.name, "profile_status": str(profile.status)}


def _holds(rule: Rule, typed: str) -> bool:
    words = (rule.id, rule.name, rule.summary, rule.source.clause)
    return any(typed.lower() in text.lower() for text in words)
