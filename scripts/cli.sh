#!/usr/bin/env bash
# The command line: cli -> dist/cli, with completions, the man page and the licences of what it holds. A static binary where Rust's target
# for musl is there, else one of this system.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh rust

name=invocation-inspector
out=dist/cli
target=
case $(uname -s) in
  Linux)
    musl=$(uname -m)-unknown-linux-musl
    if [ -d "$(rustc --print target-libdir --target "$musl" 2>/dev/null)" ]; then
      target=$musl
    else
      say "not static, since Rust's target $musl is missing; to have it: rustup target add $musl"
    fi
    ;;
esac

cargo fetch --locked --quiet ||
  stop "cargo could not fetch the crates of Cargo.lock. When what it says above is right, type:" "cargo fetch"
cargo build --release --locked --package invocation-inspector-cli ${target:+--target "$target"}

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
say "$program: ${target:-of this system}, $(wc -c <"$program") bytes"
