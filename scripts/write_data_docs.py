"""Write docs/data.md anew from the table contracts."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from planning.exchange.data_docs import render_data_docs  # noqa: E402

if __name__ == "__main__":
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "data.md").write_text(render_data_docs(), encoding="utf-8")
