#!/usr/bin/env bash
# Fetches the page's npm packages, as www/package-lock.json names them.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh node

say "fetching the page's packages (npm ci)"
(cd www && npm ci --no-audit --no-fund >&2) ||
  stop "npm could not fetch the page's packages. When the network (or the registry in .npmrc) is right, type:" \
    "(cd www && npm ci)"
