#!/usr/bin/env bash
# 100 MiB each way, with new keys in both directions after every MiB, then a polite end: long_haul.sh ROLE 1.3, where
# schannel plays ROLE. OpenSSL asks for the new keys.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 tls=$2
[[ $role == client ]] && client=schannel server=openssl peer=server || client=openssl server=schannel peer=client

# Lines of eight digits: openssl takes commands from lines that begin with certain letters.
readonly chunks=100 lines=116509  # 1 MiB and a bit
numbers_in() { without_remarks "$1" | grep -aE '^[0-9]{8}$'; }
# The remarks of openssl's server come between any two bytes, on lines that end with them.
without_remarks() { sed -E ':again; /(SSL_do_handshake -> 1|Read BLOCK)$/ { s///; N; s/\n//; b again }' "$1"; }
chunk() { seq $((10000000 + $1 * lines)) $((10000000 + ($1 + 1) * lines - 1)); }

# What schannel writes holds nothing else, what openssl writes does.
has_received() { (($(stat -c %s "$1.out") >= $2 * lines * 9)); }
has_updated() { (($(grep -acE '^<<<.*KeyUpdate' "$peer.messages" || true) == $1)); }

start_server "$server" "$tls"
feed server true
find_port
start_client "$client" "$tls"
feed client true
until_true "the two are connected" says "$role.log" '^connect'
for ((i = 1; i <= chunks; ++i)); do
  chunk $((i - 1)) >lines
  cat lines >>"$peer.in" &
  cat lines >>"$role.in"
  wait $!
  # What openssl reads together with a command is lost.
  until_true "MiB $i has come" has_received "$role" "$i"
  echo K >>"$peer.in"
  until_true "the keys are new for the time $i" has_updated "$i"
done
until_true "all has come" has_received "$peer" "$chunks"
close_politely
expect_end "$role" 0
expect_goodbye "$peer" openssl

for ((i = 0; i < chunks; ++i)); do chunk "$i"; done >said
for side in client server; do cmp said <(numbers_in "$side.out") || fail "the $side has received something else"; done
