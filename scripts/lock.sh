#!/usr/bin/env bash
# Pin every Python package with its hashes. Existing pins stay; `scripts/lock.sh --upgrade` moves them forward.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
  # Universal: one lock for every platform and every Python from 3.11 on. Files name no registry, so any mirror serves.
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"
}

compile pyproject.toml -o requirements.lock "$@"
# The developers' lock may only add to what the product runs on, never move it.
compile pyproject.toml --extra dev --extra notebook --extra fast --group build -c requirements.lock -o requirements-dev.lock "$@"
compile --group pyproject.toml:build -c requirements-dev.lock -o scripts/build.lock "$@"
compile --group pyproject.toml:node -o scripts/node.lock "$@"

if grep -nE '://|^-' requirements.lock requirements-dev.lock scripts/*.lock; then
  echo "lock: a lock file names a host or an option; see the lines above" >&2
  exit 1
fi
