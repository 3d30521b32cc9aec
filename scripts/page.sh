#!/usr/bin/env bash
# The page: www/src and www/pkg -> www/dist.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
npm --prefix www run --silent build
