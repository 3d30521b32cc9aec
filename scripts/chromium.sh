#!/usr/bin/env bash
# Prints the path of a Chromium that starts: $CHROMIUM, else the usual places, else Debian's package where this
# runs as root. Chrome and Edge are Chromium enough. Everything else that is said goes to stderr.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# Ubuntu has a /usr/bin/chromium-browser that only asks for another package: being there is not enough.
starts() { [ -f "$1" ] && [ -x "$1" ] && "$1" --version </dev/null >/dev/null 2>&1; }

found() {
  printf '%s\n' "$1"
  exit 0
}

on_path() {
  local name path
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge; do
    path=$(command -v "$name") || continue
    starts "$path" && found "$path"
    say "$path does not start; looking on"
  done
}

in_folders() {
  local path cache last=""
  for path in {"",~}/Applications/{Chromium,"Google Chrome","Microsoft Edge"}.app/Contents/MacOS/*; do
    starts "$path" && found "$path"
  done
  for cache in "${PLAYWRIGHT_BROWSERS_PATH:-}" ~/.cache/ms-playwright ~/Library/Caches/ms-playwright; do
    # Playwright numbers its builds, so the last is the newest.
    for path in "$cache"/chromium-*/*/{chrome,*.app/Contents/MacOS/*}; do
      starts "$path" && last=$path
    done
    [ -z "$last" ] || found "$last"
  done
}

if [ -n "${CHROMIUM:-}" ]; then
  path=$(command -v "$CHROMIUM") || stop "CHROMIUM names '$CHROMIUM', which is not a program"
  starts "$path" || stop "CHROMIUM names '$CHROMIUM', which does not start; see what it says:" "'$CHROMIUM' --version"
  case $path in
    /*) found "$path" ;;
    *) found "$PWD/$path" ;; # the tests run in another folder
  esac
fi

on_path
in_folders

if [ "$(id -u)" -eq 0 ] && have apt-get; then
  say "installing chromium and fonts-noto-cjk (Chinese text has no glyphs without)"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -q -y --no-install-recommends chromium fonts-noto-cjk; } </dev/null >&2 ||
    stop "apt-get could not install chromium; what it says stands above"
  on_path
fi

stop "the page is tested in a real Chromium, and none was found. Install one, or name it:" \
  "CHROMIUM=/path/to/chrome make test"
