#!/bin/bash
# Prints how well the program reads annotated material, and how fast. What is measured is named by
# path and is no part of the repository: a folder with lists/ and gold/ and score_extract.py beside
# them; news with score_geoparsing.py; texts with score_sdg.py. What is not there is skipped.
#
# usage: scripts/score.sh [--binary FILE] [FOLDER]      default: build/release/citygraph, $CITYGRAPH_PRACTICE_DIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

binary=$PWD/build/release/citygraph
folder=${CITYGRAPH_PRACTICE_DIR:-}
while (($# > 0)); do
  case $1 in
    --binary) binary=$(realpath "$2"); shift ;;
    -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) echo "score.sh: unknown option $1; the option is --binary" >&2; exit 2 ;;
    *) folder=$1 ;;
  esac
  shift
done
if [[ -z $folder ]]; then
  echo "score.sh: skipped: name a folder, or set CITYGRAPH_PRACTICE_DIR" >&2
  exit 0
fi
[[ -d $folder ]] || { echo "score.sh: $folder is no folder" >&2; exit 1; }
folder=$(realpath "$folder")

if [[ -d $folder/lists && -d $folder/gold && -f $folder/score_extract.py ]]; then
  echo "lists:"
  python3 "$folder/score_extract.py" "$folder/lists" "$folder/gold" -- "$binary" extract --format jsonl
fi
if [[ -f $folder/score_geoparsing.py ]]; then
  for news in "$folder"/*News*.jsonl; do
    [[ -f $news ]] || continue
    echo "places in news, ${news##*/}:"
    python3 "$folder/score_geoparsing.py" "$news" -- "$binary" extract --as documents --format jsonl -
  done
fi
if [[ -f $folder/score_sdg.py && -f $folder/sdg.csv ]]; then
  echo "goals:"
  python3 "$folder/score_sdg.py" "$folder/sdg.csv" -- "$binary" extract --as documents --format jsonl -
fi

# Rows of the lists, many times over, on one core.
if compgen -G "$folder/lists/*.txt" >/dev/null; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for _ in $(seq 500); do cat "$folder"/lists/*.txt; done >"$work/list.txt"
  rows=$(wc -l <"$work/list.txt")
  start=$(date +%s.%N)
  taskset -c 0 "$binary" extract "$work/list.txt" --format jsonl >/dev/null
  awk -v rows="$rows" -v start="$start" -v end="$(date +%s.%N)" -v bytes="$(wc -c <"$work/list.txt")" \
    'BEGIN { t = end - start; printf "speed: %d rows in %.2f s: %.0f rows/s, %.1f MB/s\n", rows, t, rows / t, bytes / t / 1e6 }'
fi
