#!/usr/bin/env bash
# The npm package: www/src, www/package and www/pkg -> package.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
npm --prefix www run --silent build:package
