#!/usr/bin/env bash
# The package, as npm packs it, in each environment of www/test/environments, from the npm registry, in Chromium. Arguments: beginnings of their names.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh node
CHROMIUM=$(bash scripts/chromium.sh)
export CHROMIUM
exec node www/test/environments/environments.js "$@"
