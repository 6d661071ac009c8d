#!/bin/bash
# Sets up, builds citygraph, reads the samples into a fresh graph, asks the questions and draws the
# diagrams. Everything that it writes is under build/.
#
# usage: scripts/demo.sh
# CITYGRAPH_DEMO_REPORTS and CITYGRAPH_DEMO_NETWORKS name other files to read.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

reports=${CITYGRAPH_DEMO_REPORTS:-samples/uclg-peer-learning-notes.txt}
networks=${CITYGRAPH_DEMO_NETWORKS:-samples/city-networks.csv}
out=build/demo

scripts/setup.sh
cmake --preset release --log-level=WARNING
cmake --build --preset release --parallel "$(nproc)"

# Shows a command as a user types it, then runs it.
citygraph() {
  printf '\n$ citygraph'
  local word
  for word in "$@"; do
    if [[ $word =~ [^A-Za-z0-9_./:=-] ]]; then printf " '%s'" "$word"; else printf ' %s' "$word"; fi
  done
  printf '\n'
  build/release/citygraph "$@"
}

rm -rf "$out"
mkdir -p "$out"
export CITYGRAPH_DB=$out/citygraph.db
printf '\n$ export CITYGRAPH_DB=%s PATH=$PWD/build/release:$PATH\n' "$CITYGRAPH_DB"

citygraph import "$reports" "$networks"
citygraph stats
citygraph mentors
citygraph shared-themes Barcelona --top 5
citygraph path Lilongwe Barcelona
citygraph match Durban --top 3
citygraph show Durban

citygraph draw network -o "$out/network.svg"
citygraph draw network -o "$out/network.png"
citygraph draw network -o "$out/network.pdf"
citygraph draw city Durban -o "$out/city-durban.svg"
citygraph draw themes -o "$out/themes.svg"
citygraph draw mentors -o "$out/mentors.svg"

printf '\nThe graph is %s; the diagrams are\n' "$CITYGRAPH_DB"
printf '  %s\n' "$out"/*.svg "$out"/*.png "$out"/*.pdf
