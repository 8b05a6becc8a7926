#!/usr/bin/env bash
# A peer is killed with unread bytes: its system resets the connection. reset.sh TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
tls=$1

start_server openssl "$tls"
feed server echo 11111111
find_port
start_client schannel "$tls"
feed client true
until_true "the client has the line" says client.out 11111111

# Field 5 of /proc/net/tcp is what waits to be sent and, behind the colon, to be read.
has_unread_bytes() {
  awk -v port="$(printf ':%04X' "$port")" '
    index($2, port) && $4 == "01" && $5 !~ /:00000000$/ { found = 1 } END { exit !found }' /proc/net/tcp
}
# shellcheck disable=SC2154 # start() sets it
kill -STOP "$server_pid"
echo 22222222 >client.in
until_true "bytes wait for the server" has_unread_bytes
stop server
expect_end client 13
expect_line client.log '^reset by peer (TLS '
