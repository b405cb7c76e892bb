#!/bin/sh
# What each prebuilt library below a folder needs of the machine: its architecture, and the newest version of glibc and
# of libstdc++ that it names. The table of docs/platforms.md is made with it.
#
#   sh deploy/needs-of-natives.sh node_modules
set -eu

newest() {
  readelf --version-info --wide "$1" | grep -o "$2_[0-9.]*" | sort --unique --version-sort | tail -n 1
}

find "${1:?a folder}" -type f \( -name '*.node' -o -path '*/bin/node' \) | sort | while read -r file; do
  kind=$(readelf --file-header "$file" 2>/dev/null | sed -n 's/^ *Machine: *//p')
  [ -n "$kind" ] || continue
  printf '%s\t%s\t%s\t%s\n' "${file#"$1"/}" "$kind" "$(newest "$file" GLIBC)" "$(newest "$file" GLIBCXX)"
done
