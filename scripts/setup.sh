#!/usr/bin/env bash
# Make .venv with the locked packages: `scripts/setup.sh run` for the product alone, `scripts/setup.sh dev` for its tests
# too. Does nothing when the locks, the project file and the Python are the ones of the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:?run or dev}
python=${PYTHON:-python3}
venv=${VENV:-.venv}

fail() {
  echo "setup: $1" >&2
  exit 1
}

command -v "$python" >/dev/null || fail "no $python on this machine; install Python 3.11 or later, or name one: make PYTHON=…"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$("$python" --version) is too old; Python 3.11 or later is needed: make PYTHON=python3.11"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  fail "this Python cannot make virtual environments; on Debian and Ubuntu: sudo apt-get install python3-venv (or name another: make PYTHON=…)"

fingerprint() {
  "$python" - "$@" <<'PY'
import hashlib, pathlib, sys
digest = hashlib.sha256(f"{sys.version_info[:2]} {sys.base_prefix}".encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest()[:16])
PY
}

run_stamp=$venv/.made-run-$(fingerprint pyproject.toml requirements.lock scripts/build.lock)
dev_stamp=$venv/.made-dev-$(fingerprint pyproject.toml requirements.lock scripts/build.lock requirements-dev.lock)
case $what in
  run) stamp=$run_stamp locks=(-r requirements.lock -r scripts/build.lock) ;;
  dev) stamp=$dev_stamp locks=(-r requirements-dev.lock) ;;
  *) fail "run or dev, not $what" ;;
esac
[ ! -e "$stamp" ] || exit 0

prefix() { "$1" -c 'import sys; print(sys.version_info[:2], sys.base_prefix)'; }
if [ "$(prefix "$venv/bin/python" 2>/dev/null)" != "$(prefix "$python")" ]; then
  echo "setup: making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
fi
rm -f "$venv"/.made-*
echo "setup: installing the locked packages ($what); the first time takes a minute or two"
pip=("$venv/bin/python" -m pip --disable-pip-version-check --no-input)
"${pip[@]}" install --quiet --require-hashes "${locks[@]}"
"${pip[@]}" install --quiet --no-deps --no-build-isolation --editable .
touch "$run_stamp"
[ "$what" = run ] || touch "$dev_stamp"
