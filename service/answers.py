"""Plain values as answers (回答): JSON bytes, and a trace as JSON carries it."""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Response

from planning.policy.clauses import Clause
from planning.trace import Input, Step, Trace


def json_response(body: Any, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(orjson.dumps(body), media_type="application/json", headers=dict(headers or {}))


def trace_answer(trace: Trace) -> dict[str, Any]:
    """A trace with its sentences and steps."""
    return {
        "steps": [step_answer(step) for step in trace.steps],
        "sentences": list(trace.sentences()),
        "revision": trace.revision,
        "on": trace.on.isoformat(),
        "profile": trace.profile,
        "notice": trace.notice,
    }


def step_answer(step: Step) -> dict[str, Any]:
    """One step of arithmetic with its inputs and clauses."""
    texts = {name: getattr(step, name) for name in ("key", "says", "formula", "filled", "result", "unit", "basis")}
    return texts | {
        "inputs": [_input(one) for one in step.inputs],
        "clauses": [clause_answer(clause) for clause in step.clauses],
    }


def _input(one: Input) -> dict[str, Any]:
    texts = {name: getattr(one, name) for name in ("name", "value", "unit", "table", "key", "source")}
    return texts | {"on": one.on and one.on.isoformat()}


def clause_answer(clause: Clause) -> dict[str, Any]:
    """A clause with its document's title, number and standing."""
    return {
        "rule_id": clause.rule_id,
        "document": clause.document.title,
        "number": clause.document.number,
        "clause": clause.clause,
        "quote": clause.quote,
        "status": str(clause.document.status),
        "cite": clause.cite(),
    }
