# Sourced by every script here: the top of the repository, the path, how to speak and how to stop.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Tools of this project come before the user's. Cargo's own folder comes last: right after rustup's installer
# has run, the shell does not know it yet.
PATH="$PWD/.tools/bin:$PWD/www/node_modules/.bin:$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin"
export PATH

# Cargo would take make's flags for its own job server and complain that it is gone.
unset MAKEFLAGS MFLAGS MAKELEVEL

say() { printf '%s\n' "$*" >&2; }

# stop "what is wrong" "what to type"...
stop() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# older 1.9 1.10: whether the first version comes before the second.
older() {
  awk -v a="$1" -v b="$2" 'BEGIN {
    split(a, x, "."); split(b, y, ".")
    for (i = 1; i <= 3; i++) if (x[i] + 0 != y[i] + 0) exit !(x[i] + 0 < y[i] + 0)
    exit 1
  }'
}
