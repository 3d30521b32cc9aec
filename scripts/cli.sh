#!/usr/bin/env bash
# The command line: cli -> dist/cli, with completions, the man page and the licences of what it holds. A static binary where the C library
# can be linked in or Rust's target for musl is there, else one of this system.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh rust

name=invocation-inspector
out=dist/cli
target= flags=
if [ "$(uname -s)" = Linux ]; then
  gnu=$(uname -m)-unknown-linux-gnu
  musl=$(uname -m)-unknown-linux-musl
  has_target() { [ -d "$(rustc --print target-libdir --target "$1" 2>/dev/null)" ]; }
  # Where the C library is one that can be linked in, its path is whole. It makes rows twice as fast as musl (docs/decisions/static-binary.md).
  if has_target "$gnu" && [ -f "$(cc -print-file-name=libc.a 2>/dev/null)" ]; then
    target=$gnu flags='-C target-feature=+crt-static'
  elif has_target "$musl"; then
    target=$musl
  else
    say "not static, since libc.a and Rust's target $musl are both missing; to have it: rustup target add $musl"
  fi
fi

cargo fetch --locked --quiet ||
  stop "cargo could not fetch the crates of Cargo.lock. When what it says above is right, type:" "cargo fetch"
# Flags of a target that is named are those of the program alone, not of what runs while it is built.
RUSTFLAGS="${RUSTFLAGS:-}${flags:+ $flags}" cargo build --release --locked --package invocation-inspector-cli ${target:+--target "$target"}

end=
case $(uname) in MINGW* | MSYS* | CYGWIN*) end=.exe ;; esac
built=${CARGO_TARGET_DIR:-target}${target:+/$target}/release/$name$end
rm -rf "$out"
mkdir -p "$out/completions"
cp "$built" "$out/"
program=$out/$name$end
"$program" --language en --man >"$out/$name.1"
"$program" --language en --completion bash >"$out/completions/$name.bash"
"$program" --language en --completion zsh >"$out/completions/_$name"
"$program" --language en --completion fish >"$out/completions/$name.fish"
cp LICENSE-MIT LICENSE-APACHE cli/THIRD-PARTY-NOTICES.txt "$out/"
say "$program: ${target:-of this system}${flags:+, static}, $(wc -c <"$program") bytes"
