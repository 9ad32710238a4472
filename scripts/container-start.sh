#!/bin/sh
# Start of the container: a volume without a store gets the sample cities, loaded when the image was built.
set -eu
if [ ! -e "$TUOYU_STORE" ]; then
  # Renamed when whole, so that a start that was cut short leaves no half of a store.
  cp "$TUOYU_SAMPLE_STORE" "$TUOYU_STORE.new"
  mv "$TUOYU_STORE.new" "$TUOYU_STORE"
fi
exec tuoyu "$@"
