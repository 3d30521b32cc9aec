#!/usr/bin/env bash
# need.sh rust|lints|node|port=N ...: stops, naming what to type, where something is missing that the other
# scripts cannot fetch.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

install_rust="curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo "

node_hint() {
  if have brew; then
    echo "brew install node"
  elif have apt-get; then
    # Debian's own Node is too old on its older releases.
    echo "curl -fsSL https://deb.nodesource.com/setup_22.x | ${sudo:+sudo -E }bash - && ${sudo}apt-get install -y nodejs"
  else
    echo "https://nodejs.org/en/download"
  fi
}

linker_hint() {
  if [ "$(uname)" = Darwin ]; then
    echo "xcode-select --install"
  elif have apt-get; then
    echo "${sudo}apt-get install -y build-essential"
  elif have dnf; then
    echo "${sudo}dnf install -y gcc"
  else
    echo "install gcc or clang with your system's package manager"
  fi
}

need_rust() {
  have cargo || stop "Rust is missing (no cargo on the path). Type:" "$install_rust"
  cargo --version >/dev/null || stop "rustup has no toolchain. Type:" "rustup default stable"
  local want found
  want=$(sed -n 's/^rust-version *= *"\(.*\)".*/\1/p' Cargo.toml)
  found=$(rustc --version | awk '{ print $2 }')
  if [ -n "$want" ] && older "$found" "$want"; then
    stop "Rust $want or newer is needed, this is $found. Type:" "rustup update stable"
  fi
  case $(uname) in
    MINGW* | MSYS* | CYGWIN*) ;; # Rust brings or finds its own linker there
    *) have cc || have gcc || have clang || stop "Rust needs a C linker (cc). To get it:" "$(linker_hint)" ;;
  esac
}

# rustup's minimal profile comes without these.
need_lints() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return
  have rustup || stop "rustfmt and clippy are missing, and there is no rustup to fetch them. Type:" "$install_rust"
  say "fetching rustfmt and clippy"
  rustup component add rustfmt clippy >&2 ||
    stop "rustup could not fetch rustfmt and clippy. When the network is back, type:" "rustup component add rustfmt clippy"
}

need_node() {
  local want found
  want=$(sed -n 's/.*"node": *"[^0-9]*\([0-9.]*\).*/\1/p' www/package.json)
  have node || stop "Node ${want:-20} or newer is missing. To get it:" "$(node_hint)"
  found=$(node -p process.versions.node)
  if older "$found" "${want:-20}"; then
    stop "Node ${want:-20} or newer is needed, this is $found. To get it:" "$(node_hint)"
  fi
  have npm || stop "npm is missing; it belongs to Node, some systems package it apart. To get it:" "$(node_hint)"
}

need_port() {
  local why
  case $1 in
    '' | 0* | *[!0-9]*) stop "PORT must be a number from 1 to 65535, not '$1'. Type:" "make start" ;;
  esac
  # Node asks, because it is there on every system; lsof, ss and nc are not.
  why=$(node -e '
    try {
      require("net").createServer()
        .on("error", (e) => console.log(e.code))
        .listen(+process.argv[1], "127.0.0.1", function () { this.close(); });
    } catch (e) { console.log(e.code); }' "$1")
  case $why in
    '') ;;
    EADDRINUSE) stop "port $1 is taken by another program. Stop that one, or type:" "make start PORT=$(($1 + 1))" ;;
    EACCES) stop "port $1 is reserved for the system. Type:" "make start" ;;
    *) stop "port $1 cannot be used ($why). Type:" "make start" ;;
  esac
}

for what in "$@"; do
  case $what in
    rust) need_rust ;;
    lints) need_lints ;;
    node) need_node ;;
    port=*) need_port "${what#port=}" ;;
    *) stop "need.sh does not know '$what'" ;;
  esac
done
