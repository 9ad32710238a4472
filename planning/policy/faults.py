"""Everything that is wrong with a profile file (方案检查): each fault with its line, key and remedy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planning.errors import ProfileRefused
from planning.policy.kinds import rule_kinds
from planning.policy.lines import Place, line_of
from planning.policy.profile import Profile
from planning.policy.reading import profile_of
from planning.policy.remedies import in_chinese
from planning.policy.soundness import Doubt, doubts_of
from planning.policy.toml_text import NOT_WRITTEN, parse_toml, refusals

_NAMED = re.compile(r"no (?:rule|document|clause|table) '(?P<id>[^']*)'|has no rule '(?P<lent>[^']*)'")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands, what to write instead in Chinese and English, and whether it is a warning only."""

    file: str
    line: int | None
    key: str
    zh: str
    en: str
    warning: bool = False


def profile_faults(path: Path) -> tuple[Fault, ...]:
    """
    Every fault of a profile file, in the order of its lines.

    A table that is faulty is told and left aside, so that the others are looked at too; what fails only because it
    names such a table is not told again. Errors are what `planning.policy.reading.read_profile` refuses and what cannot
    be meant (`planning.policy.soundness`); warnings are what a reader will miss. A file that is no TOML has one fault.
    """
    try:
        data = parse_toml(path)
    except ProfileRefused as refused:
        return (_fault(refused, line=_said_line(refused)),)
    text = path.read_text(encoding="utf-8")
    checking = _Checking(path, data)
    profile = checking.run()
    told = [_fault(refused, line=_line(refused, text=text, path=path)) for refused in checking.found]
    doubts = doubts_of(data, profile)
    # Of one key the more telling sentence is said: a doubt knows what was meant.
    better = {doubt.key for doubt in doubts if not doubt.warning}
    told = [fault for fault in told if fault.file != path.name or fault.key not in better]
    told += [_of_doubt(doubt, file=path.name, line=line_of(text, doubt.key)) for doubt in doubts]
    return tuple(sorted(told, key=lambda fault: (fault.file != path.name, fault.line or 0, fault.key)))


class _Checking:
    """The tables of one file, of which the faulty ones are put aside one after the other."""

    def __init__(self, path: Path, data: Mapping[str, Any]) -> None:
        self.path = path
        self.left: dict[str, Any] = {key: list(item) if isinstance(item, list) else item for key, item in data.items()}
        self.places = {key: list(range(1, len(item) + 1)) for key, item in data.items() if isinstance(item, list)}
        self.found: list[ProfileRefused] = []
        self.aside: set[str] = set()
        self.lender_aside = False

    def run(self) -> Profile | None:
        """Read until nothing is refused any more; None where what is left cannot be put aside."""
        while True:
            try:
                return profile_of(self.left, self.path)
            except ProfileRefused as refused:
                if not self._take(refused):
                    return None

    def _take(self, refused: ProfileRefused) -> bool:
        """Note a refusal and put its table aside; whether that could be done."""
        named = Place.of(refused.key)
        if refused.file != self.path.name or named is None or refused.key == "adopt":
            self.found.append(refused)
            return self._without_lender(Path(refused.file).stem)
        table = named.table
        items = self.left.get(table)
        place = self._place(items, named) if isinstance(items, list) else None
        raw = items[place] if isinstance(items, list) and place is not None else items
        number = self.places[table][place] if place is not None and table in self.places else 0
        if not self._follows(refused):
            self.found += [self._numbered(item, table, number) for item in self._all(refused, named)]
        own = str(raw.get("id", "")) if isinstance(raw, Mapping) and table != "profile" else ""
        return self._put_aside(table, place, raw, path=named.path(own))

    def _put_aside(self, table: str, place: int | None, raw: Any, *, path: str) -> bool:
        if table == "profile":
            return self._mend_head(path)
        if table not in self.left:
            return False
        if place is None:
            del self.left[table]
            return True
        if path in NOT_WRITTEN and path in raw:
            self.left[table][place] = {key: raw[key] for key in raw if key != path}
            return True
        documents = self.left.get("document", [])
        if path.startswith("source") and table == "rule" and documents and "id" in documents[0]:
            # The other keys of a rule without a sound source are looked at all the same.
            stand_in = {"document": documents[0]["id"], "clause": "—"}
            if raw.get("source") != stand_in:
                self.left[table][place] = {**raw, "source": stand_in}
                return True
        self.aside.add(str(raw.get("id", "")))
        del self.left[table][place]
        del self.places[table][place]
        return True

    def _mend_head(self, path: str) -> bool:
        head = self.left.get("profile")
        if not isinstance(head, dict) or self.found[-1].key in {item.key for item in self.found[:-1]}:
            return False
        self.left["profile"] = (
            {**head, "id": self.path.stem} if path == "id" else {key: head[key] for key in head if key != path}
        )
        return path == "id" or path in head

    def _without_lender(self, lender: str) -> bool:
        """Leave out what is adopted from a profile with a fault of its own; all of it where it is not known which."""
        adopted = self.left.get("adopt", [])
        if not isinstance(adopted, list) or not adopted:
            return False
        kept = [item for item in adopted if item.get("profile") != lender]
        self.left["adopt"] = kept if len(kept) < len(adopted) else []
        self.places["adopt"] = list(range(1, len(self.left["adopt"]) + 1))
        self.lender_aside = True
        return True

    def _follows(self, refused: ProfileRefused) -> bool:
        """Whether something is refused only because what it names was put aside."""
        named = _NAMED.search(refused.remedy)
        return named is not None and (self.lender_aside or (named["id"] or named["lent"]) in self.aside)

    def _all(self, refused: ProfileRefused, named: Place) -> tuple[ProfileRefused, ...]:
        """Every fault of the table of a refusal."""
        cause = refused.__cause__
        if not isinstance(cause, ValidationError) or (named.table == "reading" and named.number is None):
            return (refused,)
        first = ".".join(str(part) for part in cause.errors()[0]["loc"])
        where = refused.key.removesuffix(f".{first}") if first else refused.key
        items = self.left.get(named.table)
        place = self._place(items, named) if isinstance(items, list) else None
        raw = items[place] if isinstance(items, list) and place is not None else {}
        kind = rule_kinds().get(str(raw.get("type", ""))) if named.table == "rule" else None
        known = tuple(kind.model_fields) if kind and ".source" not in where else ()
        told = refusals(cause, file=refused.file, where=where, known=known)
        return (refused, *(item for item in told if item.key != refused.key))

    def _place(self, items: list[Any], named: Place) -> int | None:
        """Where the entry that is meant stands; of an id that stands twice the later one."""
        if named.number is not None:
            return named.number - 1 if named.number <= len(items) else None
        meant = [place for place, raw in enumerate(items) if named.is_of(str(raw.get("id", "")))]
        return meant[-1] if meant else None

    def _numbered(self, refused: ProfileRefused, table: str, number: int) -> ProfileRefused:
        """The refusal with the number that its table has in the file."""
        key = re.sub(rf"^{table}\[\d+\]", f"{table}[{number}]", refused.key)
        return ProfileRefused(file=refused.file, key=key, remedy=refused.remedy)


def _fault(refused: ProfileRefused, *, line: int | None) -> Fault:
    key = re.sub(r"^line \d+ ?", "", refused.key)
    return Fault(refused.file, line, key or "(line)", in_chinese(refused.remedy), refused.remedy)


def _of_doubt(doubt: Doubt, *, file: str, line: int | None) -> Fault:
    return Fault(file, line, doubt.key, doubt.zh, doubt.en, warning=doubt.warning)


def _said_line(refused: ProfileRefused) -> int | None:
    said = re.match(r"line (\d+)", refused.key)
    return int(said[1]) if said else None


def _line(refused: ProfileRefused, *, text: str, path: Path) -> int | None:
    return line_of(text, refused.key) if refused.file == path.name else refused.line
