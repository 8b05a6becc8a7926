#!/usr/bin/env bash
# schannel serve --echo sends back what it gets, to one client after another: echo.sh TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
tls=$1

start_server schannel "$tls" --echo --keep-open
feed server true
find_port

# echoes FILE: a client gets back what it sent.
echoes() {
  schannel connect "localhost:$port" --tls "$tls" --ca "$CERTIFICATES/ca.pem" <"$1" >echoed 2>client.log ||
    fail "schannel connect exits with $?"
  expect_line client.log '^closed cleanly: close_notify sent and received '
  cmp "$1" echoed || fail "the echo differs"
}

head -c 16M /dev/urandom >long
echoes long
# All of a short one may come together with the end of the handshake.
echo hello >short
for _ in {1..20}; do echoes short; done

stop server
until_true "the server is gone" has_ended "$server_pid"
[[ $(grep -c '^closed cleanly: ' server.log) == 21 ]] || fail "the server did not see 21 goodbyes"
