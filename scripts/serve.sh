#!/usr/bin/env bash
# Serve the pages until Ctrl-C. The service gets a process group of its own, and the terminal with it, so that Ctrl-C
# reaches the service alone and make ends in peace.
set -euo pipefail
cd "$(dirname "$0")/.."

set -m
if [ -t 0 ]; then
  .venv/bin/tuoyu serve "$@" && code=0 || code=$?
else
  .venv/bin/tuoyu serve "$@" &
  service=$!
  # Bash would tell of the ended job; whoever ended it knows.
  trap 'exec 2>/dev/null; kill -TERM "$service" || true' INT TERM
  # `wait` returns early when a signal comes; the second one waits for the service to close its files.
  wait "$service" && code=0 || code=$?
  if kill -0 "$service" 2>/dev/null; then wait "$service" && code=0 || code=$?; fi
fi
case $code in
  0 | 130 | 143) exit 0 ;; # stopped by the person who started it
  *) exit "$code" ;;
esac
