#!/usr/bin/env bash
# The command line: cli -> dist/cli, with completions, the man page and the licences of what it holds. On Linux a static binary: of musl where
# Rust's target for it is there, else of the C library of the system where that can be linked in, else one of this system.

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
  if has_target "$musl"; then
    target=$musl
    # Memory is mimalloc's, which is C (docs/decisions/static-binary.md): it takes no more of it than is asked for. What it asks of the system
    # is the same by either library's headers, so that the system's compiler does where there is none for musl, without what it adds for its own.
    compiler=CC_${musl//-/_} options=CFLAGS_${musl//-/_}
    export "$options=${!options:-} -std=gnu11 -U_FORTIFY_SOURCE -DMI_DEFAULT_ARENA_EAGER_COMMIT=0"
    [ -n "${!compiler:-}" ] || have musl-gcc || have "$(uname -m)-linux-musl-gcc" || export "$compiler=cc"
  # Where the C library is one that can be linked in, its path is whole.
  elif has_target "$gnu" && [ -f "$(cc -print-file-name=libc.a 2>/dev/null)" ]; then
    target=$gnu flags='-C target-feature=+crt-static'
  else
    say "not static, since Rust's target $musl and libc.a are both missing; to have it: rustup target add $musl"
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
if [ -n "$target" ]; then
  # What is not static names the program that loads it, at its beginning.
  ! head -c 4096 "$program" | grep --quiet --text -- '/ld-' || stop "$program is not static"
  code=0
  said=$(env -i "$program" <tests/cases/clean/results_failed_one.json) || code=$?
  [ "$said"$'\n'"exit status $code" = "$(cat cli/tests/snapshots/one_failed.txt)" ] ||
    stop "$program says something else than cli/tests/snapshots/one_failed.txt"
fi
"$program" --language en --man >"$out/$name.1"
"$program" --language en --completion bash >"$out/completions/$name.bash"
"$program" --language en --completion zsh >"$out/completions/_$name"
"$program" --language en --completion fish >"$out/completions/$name.fish"
cp LICENSE-MIT LICENSE-APACHE cli/THIRD-PARTY-NOTICES.txt "$out/"
say "$program: ${target:-of this system}${target:+, static}, $(wc -c <"$program") bytes"
