#!/bin/bash
# Builds the fuzz targets with clang and runs each for a while; stops with an error at the first
# input that breaks one and says which file holds it.
#
# usage: scripts/fuzz.sh [--seconds N] [TARGET ...]      default: 30 seconds each, all targets
# What a target learns is kept in build/fuzz/corpus/<target> and used again by the next run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=30
targets=()
while (($# > 0)); do
  case $1 in
    --seconds) seconds=$2; shift ;;
    -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) echo "fuzz.sh: unknown option $1; the option is --seconds N" >&2; exit 2 ;;
    *) targets+=("$1") ;;
  esac
  shift
done
if ((${#targets[@]} == 0)); then
  for source in tests/fuzz/fuzz_*.cc; do
    targets+=("$(basename "$source" .cc)")
  done
fi

scripts/setup.sh --fuzz
cmake --preset fuzz --log-level=WARNING
cmake --build --preset fuzz --parallel "$(nproc)" --target "${targets[@]}"

for target in "${targets[@]}"; do
  corpus=build/fuzz/corpus/$target
  mkdir -p "$corpus"
  folders=("$corpus") # the first is where new inputs go
  [[ -d tests/fuzz/seeds/$target ]] && folders+=("tests/fuzz/seeds/$target")
  echo "== $target, $seconds seconds"
  "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=10 -max_len=8192 -print_final_stats=1 \
    -verbosity=0 -artifact_prefix="build/fuzz/$target-" "${folders[@]}"
done
