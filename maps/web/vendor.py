"""Which browser files a map page needs, copied from the installed npm packages beside a list of their SHA-256 sums."""

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class VendoredPackage:
    """
    An npm package and the files of it that are served.

    `patterns` are globs below the package's folder; each of them must find a file.
    """

    name: str
    patterns: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Name of the package's folder among the vendored files: `@scope/name` becomes `scope-name`."""
        return self.name.removeprefix("@").replace("/", "-")


PACKAGES = (VendoredPackage("leaflet", ("dist/leaflet.js", "dist/leaflet.css", "dist/images/*.png", "LICENSE")),)


def vendor(node_modules: Path, target: Path) -> dict[str, dict[str, str]]:
    """
    Replace `target` by the files of `PACKAGES`, with a `manifest.json` that names each file's version and SHA-256.

    Returns
    -------
    dict
        Path below `target` to `{"version": …, "sha256": …}`, as in the manifest.

    Raises
    ------
    FileNotFoundError
        A package is not installed, or a pattern finds no file in it.
    """
    shutil.rmtree(target, ignore_errors=True)
    manifest: dict[str, dict[str, str]] = {}
    for package in PACKAGES:
        source = node_modules / package.name
        version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
        for file in _files(package, source=source):
            copy = target / package.folder / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            digest = hashlib.sha256(copy.read_bytes()).hexdigest()
            manifest[copy.relative_to(target).as_posix()] = {"version": version, "sha256": digest}
    text = json.dumps(manifest, indent=1, sort_keys=True)
    (target / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return manifest


def _files(package: VendoredPackage, *, source: Path) -> list[Path]:
    files: list[Path] = []
    for pattern in package.patterns:
        found = sorted(source.glob(pattern))
        if not found:
            raise FileNotFoundError(
                f"{package.name}: no file matches {pattern}; is the package's version the locked one?"
            )
        files += found
    return files


if __name__ == "__main__":
    vendor(Path(sys.argv[1]), Path(sys.argv[2]))
