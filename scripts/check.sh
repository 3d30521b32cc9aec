#!/usr/bin/env bash
# The inner loop: format, lints, unit tests, cases, the catalogue, order of the code, types. What takes longer is test.sh's.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh rust lints node

cargo fmt --all --check
cargo clippy --lib --locked --quiet -- -D warnings
cargo test --locked --quiet --lib --test cases --test explain --test tidy
# The types of the core are those of its last build.
if [ -f www/pkg/invocation_inspector.d.ts ] && [ -d www/node_modules ]; then
  npm --prefix www run --silent check
else
  say "types of the page: not looked at, since the core was not built (make build)"
fi
