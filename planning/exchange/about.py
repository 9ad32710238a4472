"""What an export says of itself (导出说明): city, day, rules, revision, and the standing of every document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planning.model.city import City
from planning.policy.clauses import DocumentStatus
from planning.policy.profile import Profile


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document the rules come from, and whether it binds."""

    title: str
    number: str
    issuer: str
    dated: date | None
    status: str


@dataclass(frozen=True, slots=True)
class About:
    """The city, day, rules and revision behind an export; `notice` stands on every copy of synthetic data."""

    city: str
    city_id: str
    on: date
    profile: str
    profile_id: str
    revision: str
    synthetic: bool
    notice: str
    documents: tuple[DocumentLine, ...] = ()

    @classmethod
    def of(cls, city: City, profile: Profile, *, on: date) -> "About":
        """What an export of `city` under `profile` on a day says of itself."""
        lines = tuple(
            DocumentLine(item.title, item.number, item.issuer, item.dated, _standing(item.status))
            for item in profile.documents
        )
        made = city.manifest
        return cls(
            city=made.name,
            city_id=made.city_id,
            on=on,
            profile=profile.name,
            profile_id=profile.profile_id,
            revision=city.revision,
            synthetic=made.synthetic,
            notice=made.notice,
            documents=lines,
        )

    def members(self) -> Mapping[str, object]:
        """The same as plain values, for JSON; dates are ISO text."""
        return {
            "city": {"id": self.city_id, "name": self.city, "synthetic": self.synthetic, "notice": self.notice},
            "date": self.on.isoformat(),
            "profile": self.profile_id,
            "revision": self.revision,
            "documents": [
                {
                    "title": line.title,
                    "number": line.number,
                    "issuer": line.issuer,
                    "dated": line.dated.isoformat() if line.dated else None,
                    "status": line.status,
                }
                for line in self.documents
            ],
        }


def _standing(status: DocumentStatus) -> str:
    """The words of a status; a draft is named in both languages, for it binds nobody."""
    return f"{status.zh}（draft，不具约束力）" if status is DocumentStatus.DRAFT else status.zh
