#!/usr/bin/env bash
# The modules, compiled and optimized: src -> www/pkg, the core with everything, and www/pkg/first, what the page loads first of it;
# outputs -> www/pkg/outputs, loaded when an output is looked at.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/tools.sh

# wasm-pack would skip the optimizer without a word if it were not on the path.
[ -x www/node_modules/.bin/wasm-opt ] ||
  stop "wasm-opt is missing: the npm package binaryen is not in www/node_modules. Type:" "(cd www && npm ci)"

# Before compiling, so that a missing network and a faulty program are not mistaken for each other.
cargo fetch --locked --quiet ||
  stop "cargo could not fetch the crates of Cargo.lock. When what it says above is right, type:" "cargo fetch"

# no-install: everything has been fetched above, in versions we chose; wasm-pack fetches nothing by itself.
rm -rf www/pkg
# What is built must not tell where it was built, nor differ for it.
crates="${CARGO_HOME:-$HOME/.cargo}"
module() {
  WASM_PACK_CACHE="$PWD/.tools/cache" wasm-pack --log-level error build --release --target web --out-dir "$2" --out-name "$3" \
    --no-pack --no-gitignore --mode no-install "$1" -- --locked "${@:4}" --config "target.wasm32-unknown-unknown.rustflags = ['--remap-path-prefix=$crates=crates']"
}
module . "$PWD/www/pkg" invocation_inspector
module . "$PWD/www/pkg/first" first --no-default-features
module outputs "$PWD/www/pkg/outputs" invocation_outputs
node www/build/instances.js www/pkg/invocation_inspector www/pkg/first/first www/pkg/outputs/invocation_outputs
