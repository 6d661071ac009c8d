#!/bin/bash
# Installs the Debian 12 packages that citygraph is built from; only those that are missing, and
# without a word when none is. Building needs no option; the others add what their job needs.
#
# usage: scripts/setup.sh [--tests] [--bench] [--lint] [--fuzz] [--list]
#   --tests  GoogleTest and Python, for scripts/test.sh
#   --bench  Google Benchmark, for the preset bench
#   --lint   clang-format and clang-tidy 19, for scripts/format.sh and scripts/tidy.sh
#   --fuzz   clang 19 with its sanitizers, for scripts/fuzz.sh
#   --list   print the packages, one a line, and install nothing
set -euo pipefail

packages=(
  g++ cmake ninja-build ccache pkgconf
  librocksdb-dev    # storage
  libboost-dev      # Boost.Graph is headers alone
  rapidjson-dev libfmt-dev libcli11-dev
  libabsl-dev       # time zones
  libicu-dev        # names in every script
  libstemmer-dev    # words of English, Spanish, French, Portuguese
  libgumbo-dev      # HTML pages
  libzip-dev libexpat1-dev # workbooks (XLSX)
  libzstd-dev       # the gazetteer's source table is compressed
  libedit-dev       # the shell's lines, history and completion
  libgraphviz-dev   # layouts and pictures; brings the pango plug-in that draws PNG and PDF
  fonts-dejavu-core # the diagrams' letters, the same on every machine
)
list=no
for option in "$@"; do
  case $option in
    --tests) packages+=(libgtest-dev libgmock-dev python3) ;;
    --bench) packages+=(libbenchmark-dev) ;;
    --lint) packages+=(clang-format-19 clang-tidy-19 python3) ;;
    --fuzz) packages+=(clang-19 libclang-rt-19-dev) ;;
    --list) list=yes ;;
    -h | --help) sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "setup.sh: unknown option $option; options are --tests --bench --lint --fuzz --list" >&2; exit 2 ;;
  esac
done
if [[ $list == yes ]]; then
  printf '%s\n' "${packages[@]}"
  exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "setup.sh: this is not a Debian system (no apt-get); install what matches these packages:" >&2
  echo "  ${packages[*]}" >&2
  exit 1
fi

installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
  grep -qxF "$package installed" <<<"$installed" || missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup.sh: packages are missing and this is neither root nor a machine with sudo; as root, run:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >"$log" 2>&1 && return
  echo "setup.sh: apt-get $1 failed:" >&2
  tail -n 25 "$log" >&2
  return 1
}
apt update
apt install --no-install-recommends "${missing[@]}"
