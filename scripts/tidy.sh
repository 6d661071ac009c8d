#!/bin/bash
# Runs clang-tidy 19 (.clang-tidy) over the sources; fails if it finds something.
#
# usage: scripts/tidy.sh [FILE ...]      default: all that the preset dev compiles
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh --tests --lint
cmake --preset dev --log-level=WARNING >/dev/null
cmake --build --preset dev --target citygraph_gazetteer_bin >/dev/null # what is generated has to be there

if (($# > 0)); then
  files=("$@")
else
  # As the build knows them, but ours only: generated sources and header checks lie in build/.
  mapfile -t files < <(python3 - <<'PYTHON'
import json, pathlib
here = pathlib.Path.cwd()
files = {pathlib.Path(entry["directory"], entry["file"]).resolve() for entry in json.load(open("build/dev/compile_commands.json"))}
print(*sorted(str(f.relative_to(here)) for f in files
              if f.suffix == ".cc" and f.is_relative_to(here) and not f.is_relative_to(here / "build")), sep="\n")
PYTHON
  )
fi
# The build's flags are g++'s, and clang does not know all of them; what is deprecated in a header of
# g++'s library is not ours.
printf '%s\0' "${files[@]}" |
  xargs -0 --max-args=1 --max-procs="$(nproc)" clang-tidy-19 -p build/dev --quiet --warnings-as-errors='*' \
    --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-deprecated-declarations
echo "clang-tidy: ${#files[@]} files without a finding"
