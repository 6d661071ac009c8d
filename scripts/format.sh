#!/bin/bash
# Formats the C++ of the tree with clang-format 19, so that it is the same on every machine.
#
# usage: scripts/format.sh [--check]     --check changes nothing and fails if something would change
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

options=(-i)
case ${1-} in
  '') ;;
  --check) options=(--dry-run --Werror) ;;
  -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) echo "format.sh: unknown option $1; the option is --check" >&2; exit 2 ;;
esac

scripts/setup.sh --lint
find engine importers queries viz cli tests -type f \( -name '*.cc' -o -name '*.h' \) -print0 |
  xargs -0 --max-args=16 --max-procs="$(nproc)" clang-format-19 "${options[@]}"
