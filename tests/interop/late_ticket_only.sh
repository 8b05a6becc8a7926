#!/usr/bin/env bash
# A session's only ticket comes between two lines, and is good for another connection: late_ticket_only.sh SERVER TLS,
# where SERVER is the program late_ticket_server, and schannel its client.
set -euo pipefail
source "$(dirname "$0")/support.sh"
late_ticket_server=$1 tls=$2

start server "$late_ticket_server" "$CERTIFICATES/server.pem" "$CERTIFICATES/server.key"
feed server true
find_port
start_client schannel "$tls" --resume
feed client true
until_true "the client has both lines" says client.out 44444444
close_input client
expect_end client 0
expect_end server 0

printf '33333333\n44444444\n' | cmp - client.out || fail "the lines differ"
[[ $(grep -c '^closed cleanly: close_notify sent and received .* 18 received)$' client.log) == 2 ]] ||
  fail "the client has not got two lines and a goodbye each time"
expect_line client.log '^connected to .*, resumed$'
printf '%s\n' new data ticket data goodbye resumed data ticket data goodbye >expected
diff expected server.out >differences || fail "the server sent something else: $(<differences)"
