#!/usr/bin/env bash
# schannel serve --echo sends 16 MiB back to one client after another: echo.sh TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
tls=$1

head -c 16M /dev/urandom >data
start_server schannel "$tls" --echo --keep-open
feed server true
find_port
for _ in 1 2; do
  schannel connect "localhost:$port" --tls "$tls" --ca "$CERTIFICATES/ca.pem" <data >echoed 2>client.log ||
    fail "schannel connect exits with $?"
  expect_line client.log '^closed cleanly: close_notify sent and received '
  cmp data echoed || fail "the echo differs"
done
stop server
until_true "the server is gone" has_ended "$server_pid"
[[ $(grep -c '^closed cleanly: ' server.log) == 2 ]] || fail "the server did not see two goodbyes"
