#!/usr/bin/env bash
# fuzz.sh SECONDS TARGET...: tries inputs that nobody wrote, each target for that long, beginning with the cases. What breaks
# something is left in fuzz/artifacts; it belongs into tests/cases/crashes, for ever.

# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
bash scripts/need.sh rust

seconds=$1
shift
case $seconds in
  '' | *[!0-9]*) stop "TIME must be a number of seconds, not '$seconds'. Type:" "make fuzz TIME=60" ;;
esac
[ $# -gt 0 ] || set -- json xml inspect schedule add

have rustup && rustup toolchain list | grep -q '^nightly' ||
  stop "fuzzing needs Rust's nightly toolchain, which is not installed. Type:" "rustup toolchain install nightly"
if ! have cargo-fuzz; then
  say "installing cargo-fuzz into .tools (once; about a minute)"
  cargo install cargo-fuzz --locked --root "$PWD/.tools" ||
    stop "cargo could not install cargo-fuzz. When the network is right, type:" "cargo install cargo-fuzz --locked"
fi

for target; do
  corpus=fuzz/corpus/$target
  mkdir -p "$corpus"
  for case in tests/cases/*/*; do
    case $case in
      *.report.json) ;;
      *) cp "$case" "$corpus/$(basename "$(dirname "$case")")_$(basename "$case")" ;;
    esac
  done
  # Schedules are one member of a response; those of the tests are a better beginning.
  if [ "$target" = schedule ]; then
    node -e 'for (const [at, { frequency: text }] of JSON.parse(fs.readFileSync("tests/schedules.json", "utf8")).entries()) fs.writeFileSync(`${process.argv[1]}/schedule_${at}`, text);' "$corpus"
  fi
  say "fuzzing $target for $seconds s"
  cargo +nightly fuzz run "$target" --sanitizer none -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -dict=fuzz/words.dict \
    -print_final_stats=1 -verbosity=0 ||
    stop "$target broke: the input is in fuzz/artifacts/$target. Put it into tests/cases/crashes, and type:" \
      "cargo test --test laws --test cases"
done
