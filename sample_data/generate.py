"""Make the sample cities anew (重新生成示例数据): `python sample_data/generate.py [demo_city|guangzhou]`."""

import sys
from pathlib import Path

from sample_data.generator.demo_city import DemoCity
from sample_data.generator.guangzhou import GuangzhouSourcesMissing, guangzhou_files
from sample_data.generator.writing import write_folder

HERE = Path(__file__).resolve().parent
CITIES = ("demo_city", "guangzhou")


def main(arguments: list[str]) -> int:
    """Write the folders named, or both; returns 0, or 1 where a source is missing, or 2 for an unknown name."""
    chosen = arguments or list(CITIES)
    if unknown := [name for name in chosen if name not in CITIES]:
        print(f"generate: no sample city {unknown[0]!r}; choose from: {', '.join(CITIES)}", file=sys.stderr)
        return 2
    for name in chosen:
        try:
            files = DemoCity().files() if name == "demo_city" else guangzhou_files()
        except GuangzhouSourcesMissing as missing:
            print(f"generate: {missing}", file=sys.stderr)
            return 1
        write_folder(HERE / name, files)
        print(f"sample_data/{name}: {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
