#!/usr/bin/env bash
# Counts what a message costs, in instructions, and compares with what is on record:
# count_instructions.sh PROGRAM RECORD [--update]. PROGRAM is bench_instructions. Only what the bare AEAD does not take is
# compared, for that part is ours; 2 % of the whole are allowed for. Fewer instructions are no failure, but a reason to
# update the record. What a call takes outside the record layer, for its handle, its lock and its buffers, has a limit of
# its own, with the same allowance.
set -euo pipefail
program=$1 record=$2 update=${3-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Lines "ENGINE DIRECTION BYTES OURS BARE": instructions of one message. The program says which engine it used.
count() {
  local engine
  for engine in evp provider; do
    SCHANNEL_AEAD_ENGINE=$engine valgrind --tool=callgrind --callgrind-out-file="$work/$engine" \
      "$program" >"$work/log" 2>&1 || { cat "$work/log" >&2 && return 1; }
    # desc: Trigger: Client Request: PATH DIRECTION BYTES MESSAGES
    awk -v engine="$engine" '
      /^desc: Trigger: Client Request: / { path = $5; of = $9 " " $6 " " $7; messages = $8; wrong += $9 != engine }
      /^summary: / { if (messages) cost[path, of] = $2 / messages; messages = 0; if (path == "ours") all[of] }
      END { for (of in all) printf "%s %.0f %.0f\n", of, cost["ours", of], cost["bare", of]; exit wrong > 0 }
    ' "$work/$engine".* || { echo "the engine is not $engine" >&2 && return 1; }
  done | sort -k1,2 -k3n
}

# Lines "ENGINE DIRECTION BYTES AROUND": instructions of one call outside the record layer, where its functions
# can be told apart.
count_around() {
  local file engine
  for file in "$work"/{evp,provider}.*; do
    engine=${file##*/}
    callgrind_annotate --inclusive=yes --threshold=100 "$file" 2>/dev/null |
      awk -v engine="${engine%%.*}" '
        /^Trigger: / { path = $4; of = $5 " " $6; messages = $7 }
        { gsub(/,/, "", $1); count = $1 + 0 }
        /[: ](EncryptMessage|DecryptMessage)( |$)/ && count > whole { whole = count }
        /::aead_(sender::seal|receiver::open)\(/ && count > inside { inside = count }
        END { if (path == "ours" && whole && inside) printf "%s %s %.0f\n", engine, of, (whole - inside) / messages }'
  done
}

count >"$work/counted"
if [[ $update == --update ]]; then
  { sed -n '/^#/p' "$record" && cat "$work/counted"; } >"$work/record"
  cp "$work/record" "$record"
  exit
fi

count_around >"$work/around"
awk -v most_outside=350 '
  /^#/ { next }
  FILENAME == ARGV[1] { around[$1, $2, $3] = $4; next }
  FILENAME == ARGV[2] { ours[$1, $2, $3] = $4; above[$1, $2, $3] = $4 - $5; known_rows[$1, $2, $3]; next }
  {
    known = above[$1, $2, $3]
    limit = known + 0.02 * ours[$1, $2, $3]
    worse = $4 - $5 > limit
    outside = around[$1, $2, $3]
    too_much = !outside || outside > 1.02 * most_outside
    failed += worse || too_much
    printf "%-9s %-5s %5d bytes: %5d instructions, %4d above the bare AEAD; on record %4d%s\n", $1, $2, $3, $4, $4 - $5,
      known, worse ? "  TOO MANY" : ""
    printf "%29s %4s of them around the record layer, at most %d%s\n", "", outside ? outside : "?", most_outside,
      too_much ? "  TOO MANY" : ""
    delete known_rows[$1, $2, $3]
  }
  END {
    for (row in known_rows) missing++
    if (missing) printf "%d on record that were not counted\n", missing
    exit failed > 0 || missing > 0
  }
' "$work/around" "$record" "$work/counted"
