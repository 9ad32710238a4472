#!/usr/bin/env bash
# Install the locked npm packages and copy the browser files into maps/static/vendor: `scripts/web.sh run`, or
# `scripts/web.sh dev` with what the tests and the sample data need. Does nothing when the lock is that of the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:?run or dev}
venv=${VENV:-.venv}
web=maps/web
vendor=maps/static/vendor
python=$venv/bin/python

sum=$(cat $web/package.json $web/package-lock.json $web/vendor.py |
  "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest()[:16])')
stamp=$web/node_modules/.made-$what-$sum
if [ -e "$stamp" ] && [ -e $vendor/manifest.json ]; then exit 0; fi

if ! { node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' && npm --version; } >/dev/null 2>&1; then
  if [ ! -x "$venv/bin/npm" ]; then
    echo "web: no Node.js 18 or later here; installing one into $venv"
    "$python" -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r scripts/node.lock
  fi
  PATH=$(cd "$venv/bin" && pwd):$PATH
  # It brings certificates of its own; a machine behind an office's proxy has one more to trust.
  machine_certificates=/etc/ssl/certs/ca-certificates.crt
  if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r $machine_certificates ]; then
    export NODE_EXTRA_CA_CERTS=$machine_certificates
  fi
fi

echo "web: installing the locked browser packages"
omit=()
[ "$what" = dev ] || omit=(--omit=dev)
# The lock names no download address, so every client uses the registry that it is set up for.
(cd $web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error "${omit[@]}")
"$python" $web/vendor.py $web/node_modules $vendor
touch "$web/node_modules/.made-run-$sum" "$stamp"
