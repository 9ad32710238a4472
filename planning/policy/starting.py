"""How a profile of one's own begins (新建方案): a commented file, and examples that it passes as it stands."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from planning.errors import ProfileRefused
from planning.policy.reading import list_profiles

STARTERS = Path(__file__).parent / "starters"
EXAMPLES = "examples"  # the folder of the examples, beside the profile: a folder of profiles holds nothing else

_ID = re.compile(r"[a-z0-9-]{1,64}")


def start_profile(profile_id: str, folder: Path, *, name: str = "") -> tuple[Path, Path]:
    """
    Write the starter of a profile into `folder`, and its examples into `folder/examples`.

    Returns
    -------
    tuple
        The two files.

    Raises
    ------
    ProfileRefused
        The id is none or belongs to the product, the name cannot be written, or one of the files is there already:
        nothing is ever overwritten, and nothing is written then.
    """
    if not _ID.fullmatch(profile_id):
        remedy = "an id has 1 to 64 lower-case letters, digits and hyphens, such as my-town"
        raise ProfileRefused(file=profile_id[:80], key="id", remedy=remedy)
    files = (folder / f"{profile_id}.toml", folder / EXAMPLES / f"{profile_id}-examples.toml")
    if profile_id in list_profiles():
        raise ProfileRefused(file=files[0].name, key="id", remedy="this id is taken; choose another")
    if not name.isprintable():
        raise ProfileRefused(file=files[0].name, key="name", remedy="the name has a sign that cannot be printed")
    if there := [file for file in files if file.exists()]:
        raise ProfileRefused(file=str(there[0]), key="(file)", remedy="is there already; choose another id or folder")
    words = {"id": profile_id, "name": _in_quotes(name.strip() or profile_id)}
    for file, template in zip(files, ("profile.toml", "examples.toml"), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_new(file, _filled(template, words))
    return files


def _filled(template: str, words: Mapping[str, str]) -> str:
    return Template((STARTERS / template).read_text(encoding="utf-8")).substitute(words)


def _write_new(file: Path, text: str) -> None:
    """Write a file that is not there; one that came to be there in the meantime is left as it is."""
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError as error:
        raise ProfileRefused(file=str(file), key="(file)", remedy="is there already; choose another id") from error


def _in_quotes(name: str) -> str:
    """The name as it stands between the quotation marks of TOML."""
    return name.replace("\\", "\\\\").replace('"', '\\"')
