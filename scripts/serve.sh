#!/usr/bin/env bash
# serve.sh PORT: serves www/dist until it is stopped, and says where.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# Node itself and not "npm run serve": npm puts a shell between, and a server whose shell is ended lives on.
exec node www/serve/main.js "$1"
