#!/bin/bash
# Sets up, builds and runs every test; ends with ctest's summary, and fails if anything fails.
#
# usage: scripts/test.sh [--asan] [--tsan] [--shared] [--only] [-- CTEST_ARGUMENT ...]
#   --asan    also under AddressSanitizer and UndefinedBehaviorSanitizer
#   --tsan    also under ThreadSanitizer
#   --shared  also as shared libraries that refuse undefined symbols, which proves the layers
#   --only    only those, not the plain build
# Arguments after -- go to ctest: scripts/test.sh -- -R Gazetteer
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

plain=yes
extra=()
while (($# > 0)); do
  case $1 in
    --asan | --tsan | --shared) extra+=("${1#--}") ;;
    --only) plain=no ;;
    --) shift; break ;;
    -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "test.sh: unknown option $1; options are --asan --tsan --shared --only" >&2; exit 2 ;;
  esac
  shift
done
presets=("${extra[@]}")
[[ $plain == yes ]] && presets+=(dev) # the plain one last, so that its summary ends the output
((${#presets[@]} > 0)) || { echo "test.sh: --only needs --asan, --tsan or --shared" >&2; exit 2; }

scripts/setup.sh --tests
for preset in "${presets[@]}"; do
  echo "== $preset"
  cmake --preset "$preset" --log-level=WARNING
  cmake --build --preset "$preset" --parallel "$(nproc)"
  if [[ $preset == dev ]]; then # each header compiles alone
    cmake --build --preset "$preset" --parallel "$(nproc)" --target all_verify_interface_header_sets
  fi
done

failed=()
for preset in "${presets[@]}"; do
  ctest --preset "$preset" --parallel "$(nproc)" "$@" || failed+=("$preset")
done
((${#failed[@]} == 0)) || { echo "test.sh: tests failed in: ${failed[*]}" >&2; exit 1; }
