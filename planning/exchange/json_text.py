"""JSON text read with distrust (JSON 文本): depth, doubled keys, numbers without end and trailing text are refused."""

import json
import re
from typing import Final

import numpy as np
import orjson

from planning.exchange.limits import JSON_DEPTH
from planning.exchange.notes import Notes, refusal

_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_KEY: Final = re.compile(rb'""\s*:')
_ENDLESS: Final = re.compile(rb"\b(?:NaN|Infinity)\b")


def parsed_json(data: bytes, file: str) -> tuple[object, Notes]:
    """
    The value of a JSON text; None with a fault where it is none, is too deep, repeats a key or goes on after its end.

    A byte order mark is dropped. orjson takes doubled keys silently, so keys are counted in the text and in the value.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    bare = _STRING.sub(b'""', data)
    if _depth(bare) > JSON_DEPTH:
        return None, refusal(file, "too-deep", hint=f"嵌套超过{JSON_DEPTH}层 / nested deeper than {JSON_DEPTH}")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        return None, _not_json(data, bare, fault, file)
    if len(_KEY.findall(bare)) != _keys(value):
        name = _doubled_key(data)
        hint = f"同一对象中键 {name} 出现两次 / the key {name} stands twice in one object"
        return None, refusal(file, "json-duplicate-key", hint=hint, field=name)
    return value, Notes()


def _depth(bare: bytes) -> int:
    marks = np.frombuffer(bare, dtype=np.uint8)
    opens = (marks == ord("[")) | (marks == ord("{"))
    closes = (marks == ord("]")) | (marks == ord("}"))
    steps = opens[opens | closes].astype(np.int32) * 2 - 1
    return int(steps.cumsum().max(initial=0))


def _keys(value: object) -> int:
    """How many keys all objects in `value` have together; lists of numbers are not walked."""
    count, rest = 0, [value]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            count += len(item)
            rest.extend(part for part in item.values() if isinstance(part, dict | list))
        elif isinstance(item, list):
            rest.extend(part for part in item if isinstance(part, dict | list))
    return count


def _doubled_key(data: bytes) -> str:
    doubled: list[str] = []

    def note(pairs: list[tuple[str, object]]) -> None:
        names = [name for name, _ in pairs]
        doubled.extend(name for name in names if names.count(name) > 1)

    json.loads(data, object_pairs_hook=note)
    return doubled[0] if doubled else ""


def _not_json(data: bytes, bare: bytes, fault: orjson.JSONDecodeError, file: str) -> Notes:
    where = f"line {fault.lineno}, column {fault.colno}"
    if "after document" in fault.msg:
        return refusal(
            file, "json-trailing", hint=f"JSON 结束之后还有内容 / text goes on after the JSON ends ({where})"
        )
    if "infinity" in fault.msg or _ENDLESS.search(bare):
        return refusal(
            file,
            "number-not-finite",
            hint=f"含有 NaN、Infinity 或过大的数 / NaN, Infinity or a number too large ({where})",
        )
    if "end of data" in fault.msg or "EOF" in fault.msg:
        return refusal(file, "truncated", hint=f"文件不完整 / the file is cut off ({where})")
    if data.lstrip()[:1] not in (b"{", b"["):
        return refusal(file, "content-mismatch", hint="内容不是 JSON / the content is not JSON")
    return refusal(file, "json-invalid", hint=f"不是有效的 JSON / not valid JSON: {fault.msg} ({where})")
