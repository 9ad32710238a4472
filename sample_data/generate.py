"""Make the sample cities anew (重新生成示例数据): `python sample_data/generate.py [demo_city|guangzhou]`."""

import sys
from pathlib import Path

from sample_data.generator.demo_city import DemoCity
from sample_data.generator.guangzhou import areas_file, guangzhou_files
from sample_data.generator.guangzhou_areas import GuangzhouSourcesMissing
from sample_data.generator.writing import write_folder

HERE = Path(__file__).resolve().parent
CITIES = ("demo_city", "guangzhou")


def main(arguments: list[str]) -> int:
    """Write the folders named, or both; returns 0, or 2 for an unknown name."""
    chosen = arguments or list(CITIES)
    if unknown := [name for name in chosen if name not in CITIES]:
        print(f"generate: no sample city {unknown[0]!r}; choose from: {', '.join(CITIES)}", file=sys.stderr)
        return 2
    for name in chosen:
        files = DemoCity().files() if name == "demo_city" else _guangzhou()
        write_folder(HERE / name, files)
        print(f"sample_data/{name}: {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB")
    return 0


def _guangzhou() -> dict[str, bytes]:
    """All files of Guangzhou; the areas stay as they are, and that is said, where their source is not installed."""
    try:
        return guangzhou_files() | areas_file(HERE.parent)
    except GuangzhouSourcesMissing as missing:
        print(f"generate: {missing}", file=sys.stderr)
        return guangzhou_files()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
