#!/usr/bin/env bash
# Fetches what the WebAssembly build needs beyond Rust: the targets, wasm-pack and wasm-bindgen.
# The programs go to .tools in this folder; nothing of the user's is changed, except that rustup adds a target.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh rust

wasm_pack=0.15.1

# wasm-bindgen's program must have the version of the crate exactly, and Cargo.lock names that.
[ -f Cargo.lock ] || stop "Cargo.lock is missing. Type:" "git checkout Cargo.lock"
wasm_bindgen=$(awk -F '"' '$0 == "name = \"wasm-bindgen\"" { getline; print $2 }' Cargo.lock)
[ -n "$wasm_bindgen" ] || stop "Cargo.lock names no wasm-bindgen"

# Of the page, and of the command line for Node.
for target in wasm32-unknown-unknown wasm32-wasip1; do
  [ ! -d "$(rustc --print target-libdir --target $target)" ] || continue
  have rustup || stop "Rust's target $target is missing, and there is no rustup to fetch it. Type:" \
    "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  say "fetching Rust's target $target"
  rustup target add $target >&2 ||
    stop "rustup could not fetch $target. When the network is back, type:" "rustup target add $target"
done

# install PACKAGE PROGRAM VERSION, unless that version is on the path.
install() {
  have "$2" && [ "$("$2" --version 2>/dev/null)" = "$2 $3" ] && return
  say "installing $1 $3 into .tools (once; about a minute)"
  # Lightly optimized: compiling takes half the time, and these programs have little to do.
  export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
  set -- "$1" --version "$3" --root "$PWD/.tools" --force
  cargo install --locked "$@" ||
    stop "cargo could not install $1 $3. When the network (or HTTPS_PROXY) is right, type:" \
      "cargo install --locked --root .tools $1 --version $3"
}

install wasm-pack wasm-pack "$wasm_pack"
install wasm-bindgen-cli wasm-bindgen "$wasm_bindgen"
