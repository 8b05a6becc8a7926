#!/usr/bin/env bash
# Runs conformance_tests.exe under Wine, each case by itself, and prints the rules on which Wine's provider differs.
#
#   under_wine.sh <conformance_tests.exe> <directory for Wine's files> [<words of a rule's id>]
#
# Wine is no reference: where it differs, nothing is said about Windows. A case that needs something else of Wine
# before it comes to its rule, a server for example, says nothing; those are counted by what they lacked.
set -euo pipefail

readonly patience=60

# Debian keeps the 64-bit one out of the search path.
find_wine() {
  local name
  for name in wine64 wine /usr/lib/wine/wine64; do
    command -v "$name" && return
  done
  return 1
}

run() { timeout --kill-after=5 "$patience" "$WINE" "$PROGRAM" --no-colors=true "$@" </dev/null 2>&1; }

# Prints one line about a case that does not pass.
judge() {
  local name=$1 output status=0 how=crashes
  output=$(run --test-case="${name//,/\\,}") || status=$?
  ((status != 0)) || return 0
  if ((status == 124 || status == 137)); then
    how=hangs
  elif grep -q 'THREW exception' <<<"$output"; then
    sed -n 's/.*THREW exception: */lacks: /p' <<<"$output" | tr -d '\r' | head -n 1
    return
  elif grep -q '^\[doctest\] Status' <<<"$output" && ! grep -q CRASHED <<<"$output"; then
    how=differs
  fi
  printf '%-8s %s\n' "$how" "$name"
}

if [[ ${1-} == --judge ]]; then
  judge "$2"
  exit
fi

WINE=$(find_wine) || {
  echo "Wine is not installed (Debian: apt-get install wine64): nothing to compare with"
  exit 3
}
PROGRAM=$1 WINEPREFIX=$2
readonly words=${3-SSPI-}
export WINE PROGRAM WINEPREFIX WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
mkdir -p "$WINEPREFIX"

cases=$(run --list-test-cases | tr -d '\r' | grep '^SSPI-' | grep -F -- "$words" | sort) || {
  echo "no test has these words in its name, or Wine does not run the program: $words"
  exit 1
}
found=$(xargs -d '\n' -n 1 -P "$(nproc)" "$0" --judge <<<"$cases" | sort)
differing=$(grep -v '^lacks' <<<"$found" || true)
[[ -z $differing ]] || printf '%s\n' "$differing"
grep '^lacks' <<<"$found" | uniq -c || true
printf '%d cases ran; Wine differs on %d rules\n' "$(wc -l <<<"$cases")" \
  "$(sed -n 's/^[a-z]* *\(SSPI-[^:]*\):.*/\1/p' <<<"$differing" | sort -u | wc -l)"
