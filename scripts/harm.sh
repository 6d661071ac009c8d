#!/bin/bash
# Kills writers and imports at random moments and lets readers read beside a busy writer, for long:
# every acknowledged commit is there afterwards, none is half there, and `check` finds all sound.
#
# usage: scripts/harm.sh [--rounds N] [--seconds N] [--preset PRESET]     default: 1000, 600, release
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=1000
seconds=600
preset=release
while (($# > 0)); do
  case $1 in
    --rounds) rounds=$2; shift ;;
    --seconds) seconds=$2; shift ;;
    --preset) preset=$2; shift ;;
    -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "harm.sh: unknown option $1; options are --rounds --seconds --preset" >&2; exit 2 ;;
  esac
  shift
done

scripts/setup.sh --tests
cmake --preset "$preset" --log-level=WARNING -DCITYGRAPH_BUILD_TESTS=ON
cmake --build --preset "$preset" --parallel "$(nproc)" --target graph_harm_test
CITYGRAPH_HARM_ROUNDS=$rounds CITYGRAPH_HARM_SECONDS=$seconds "build/$preset/tests/engine/graph_harm_test"
