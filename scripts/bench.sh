#!/usr/bin/env bash
# bench.sh [OPTION...]: the bench in real browsers, with the options of bench/run.mjs. What it needs is fetched first.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh node

stamp=bench/node_modules/.installed
if [ ! -e "$stamp" ] || [ bench/package-lock.json -nt "$stamp" ]; then
  say "fetching the bench's packages (npm ci)"
  (cd bench && npm ci --no-audit --no-fund >&2) ||
    stop "npm could not fetch the bench's packages. When the network (or the registry in .npmrc) is right, type:" \
      "(cd bench && npm ci)"
  touch "$stamp"
fi

CHROMIUM=$(bash scripts/chromium.sh)
export CHROMIUM
node bench/run.mjs "$@"
# Natively: what each hostile shape costs as it grows. Only in a whole run.
[ $# -gt 0 ] || cargo bench --locked --quiet --bench shapes
