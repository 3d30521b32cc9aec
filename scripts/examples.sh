#!/usr/bin/env bash
# The examples, installed from the package as npm packs it and from examples/package-lock.json, in Chromium.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh node
CHROMIUM=$(bash scripts/chromium.sh)
export CHROMIUM
exec node --test examples/examples.test.js examples/types.test.js
