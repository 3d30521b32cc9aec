#!/usr/bin/env bash
# The command line for Node: cli -> www/pkg/cli.wasm, the same program under WASI, for small size (docs/decisions/command-line-for-node.md).

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/tools.sh

cargo fetch --locked --quiet ||
  stop "cargo could not fetch the crates of Cargo.lock. When what it says above is right, type:" "cargo fetch"
crates="${CARGO_HOME:-$HOME/.cargo}"
CARGO_PROFILE_RELEASE_OPT_LEVEL=s cargo build --release --locked --package invocation-inspector-cli --target wasm32-wasip1 \
  --config "target.wasm32-wasip1.rustflags = ['--remap-path-prefix=$crates=crates']"
mkdir -p www/pkg
wasm-opt -Os --enable-bulk-memory --enable-simd --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
  --enable-reference-types --enable-multivalue --strip-producers \
  "${CARGO_TARGET_DIR:-target}/wasm32-wasip1/release/invocation-inspector.wasm" --output www/pkg/cli.wasm
