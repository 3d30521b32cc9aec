#!/usr/bin/env bash
# The whole check, in the order of what fails soonest. Stops at the first step that fails. The test runners print
# their own summaries, and nothing of what they print is held back.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

step() {
  local heading=$1 start=$SECONDS code=0
  shift
  printf '\n=== %s\n' "$heading"
  "$@" || code=$?
  if [ $code -ne 0 ]; then
    say "=== FAILED: $heading ($((SECONDS - start)) s)"
    exit $code
  fi
  printf '=== %s: %d s\n' "$heading" $((SECONDS - start))
}

fetch() {
  bash scripts/need.sh rust lints node && bash scripts/tools.sh && CHROMIUM=$(bash scripts/chromium.sh) &&
    export CHROMIUM && say "Chromium: $CHROMIUM"
}

wasm32=wasm32-unknown-unknown

step "what the check needs" fetch
step "format" cargo fmt --all --check
step "clippy" cargo clippy --workspace --all-targets --locked -- -D warnings
step "clippy for wasm32" cargo clippy --workspace --exclude invocation-inspector-cli --lib --target $wasm32 --locked -- -D warnings
step "cargo test, with the doc tests" cargo test --workspace --locked
step "cargo doc" env RUSTDOCFLAGS="${RUSTDOCFLAGS:-} -D warnings" cargo doc --workspace --no-deps --locked
step "build" make --no-print-directory build package
step "the boundary under Node" npm --prefix www run --silent test:boundary
step "types of the page" npm --prefix www run --silent check
step "the page in Chromium" npm --prefix www run --silent test:page
# With the tests, features of what only they need are in it.
step "the native command line, as it is built alone" cargo build --locked --package invocation-inspector-cli
step "the package, as packed" npm --prefix www run --silent test:package
step "the examples" bash scripts/examples.sh
