"""Write docs/schema and the list of attributes in docs/examples.md anew from the models and profiles."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from planning.policy.attribute_docs import with_attributes  # noqa: E402
from service.commands.policy_schema import schema  # noqa: E402

if __name__ == "__main__":
    page = ROOT / "docs" / "examples.md"
    page.write_text(with_attributes(page.read_text(encoding="utf-8")), encoding="utf-8")
    schema(to=ROOT / "docs" / "schema")
