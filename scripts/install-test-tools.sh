#!/usr/bin/env bash
# Chromium and a Chinese font for the browser tests, from Debian's packages. Does nothing where both are there.
set -euo pipefail

browser=${CHROMIUM:-$(command -v chromium || true)}
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ]; }
if [ -x "$browser" ] && has_font; then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "test tools: the browser tests need Chromium and a Chinese font; install both and set CHROMIUM=/path/to/chromium" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || {
    echo "test tools: as root, run: apt-get install chromium fonts-noto-cjk fontconfig" >&2
    exit 1
  }
  as_root=(sudo)
fi

echo "test tools: installing Chromium and Chinese fonts (about 400 MB)"
# Another apt-get may be running; wait for it rather than fail.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -qq)
"${apt[@]}" update
"${apt[@]}" install -y --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
chromium --version
