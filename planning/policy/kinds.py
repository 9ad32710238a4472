"""Which kinds of rule there are (规则类型目录): every module of the rules package that defines one."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import get_args

from planning.policy import rules
from planning.policy.rules.base import Rule


def rule_kinds(package: ModuleType = rules) -> Mapping[str, type[Rule]]:
    """Map the word that a profile writes as `type` to its class, for every rule class that `package` holds."""
    found: dict[str, type[Rule]] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        members = vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
        found |= {word: member for member in members if _is_kind(member) for word in _words_of(member)}
    return MappingProxyType(found)


def kind_term(kind: type[Rule]) -> str:
    """What a kind of rule is called in Chinese: the term that the opening sentence of its file has in brackets."""
    opening = (sys.modules[kind.__module__].__doc__ or "").splitlines()[0]
    term = re.search(r"[(（]([^()（）]*)[)）]", opening)
    return term.group(1) if term else kind.__name__


def _is_kind(member: object) -> bool:
    return isinstance(member, type) and issubclass(member, Rule) and member is not Rule


def _words_of(kind: type[Rule]) -> tuple[str, ...]:
    return get_args(kind.model_fields["type"].annotation)
