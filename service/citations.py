"""Where a number that a user gives is from (来源): words that can be read, or the number is refused."""

from planning.citation import citation
from service.refusals import QueryInvalid

LONGEST_SOURCE = 200


def cited(source: str | None, *, called: str) -> str | None:
    """
    The source without blanks around it; None where none was given.

    Raises QueryInvalid for one without a letter or digit, with a sign that cannot be printed, or of more than
    `LONGEST_SOURCE` signs.
    """
    if source is None:
        return None
    told = citation(source)
    if told is None:
        raise QueryInvalid(
            called,
            zh="来源不能空白，也不能有不可见的字符，请写明出处",
            en="a source is words that can be read; name where the number is from",
        )
    if len(told) > LONGEST_SOURCE:
        raise QueryInvalid(
            called, zh=f"来源最多{LONGEST_SOURCE}个字", en=f"a source has {LONGEST_SOURCE} characters at most"
        )
    return told
