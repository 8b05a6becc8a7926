#!/usr/bin/env bash
# Tickets come behind data, and data behind tickets: late_tickets.sh ROLE TLS, where schannel plays ROLE and OpenSSL the
# other. A server of OpenSSL's, which ours has inside, gives another ticket when a client has shown its certificate late.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 tls=$2
[[ $role == client ]] && client=schannel server=openssl peer_is=server || client=openssl server=schannel peer_is=client

# What the server sends behind the handshake, by OpenSSL's account.
order() {
  local way='>>>'
  [[ $role == client ]] || way='<<<'
  awk -v way="$way" '
    $1 == way && /NewSessionTicket$/ { print "ticket" }
    $1 == way && /InnerContent/ { getline; if ($1 == "17") print "data" }' "$peer_is.messages" | uniq
}
tickets_are_between_data() { [[ $(order) == $'ticket\ndata\nticket\ndata' ]]; }

# The bytes that the client has not read.
has_data_waiting() {
  local waiting
  waiting=$(awk -v port="$(printf ':%04X' "$port")" '
    index($3, port) && $4 == "01" { sub(/.*:/, "", $5); found = $5 } END { print found }' /proc/net/tcp)
  ((16#${waiting:-0} > 8192))
}

if [[ $role == client ]]; then
  start_server openssl "$tls" -CAfile "$CERTIFICATES/ca.pem"
  feed server true
  find_port
  start_client schannel "$tls" --pfx "$CERTIFICATES/client.pfx" --password secret
  feed client true
  # A line that s_server writes before it has seen this itself makes it deaf to commands.
  until_true "the two are connected" says server.out '^CIPHER is'
  speaks server client 33333333
  echo c >>server.in
  until_true "the server knows the client" says server.log '^depth=0 CN = somebody$'
else
  start_server schannel "$tls" --tickets --ask later --keep-open
  feed server seq 10000000 10000999
  find_port
  # With its first ticket s_client waits for somebody to take it, and answers the question behind that, which is for its
  # certificate, only when it has data behind both.
  mkfifo session
  start_client openssl "$tls" -enable_pha -cert "$CERTIFICATES/client.pem" -key "$CERTIFICATES/client.key" \
    -sess_out session
  feed client true
  until_true "data waits for the client" has_data_waiting
  # Open both ways: this does not wait, nor does s_client any more, and the tickets stay in the pipe until they are read.
  exec {tickets}<>session
  until_true "the server knows the client" says server.log '^another handshake: .*, client CN=somebody$'
fi
speaks server client 44444444
speaks client server 55555555
until_true "the client has a ticket between data" tickets_are_between_data
close_politely
expect_goodbye "$peer_is" openssl
expect_goodbye "$role" schannel
expect_end client 0
[[ $role == server ]] || exit 0

# The ticket that came late is good for another connection.
exec {given}<session {tickets}>&-
awk '/^-----BEGIN/ { ++count } { print >("session" count) }' <&"$given"
[[ -s session1 && -s session2 && ! -e session3 ]] || fail "the client has not got two tickets"
rm client.in
start_client openssl "$tls" -sess_in session2
feed client true
until_true "the session is resumed" says server.log '^connection from .*, resumed'
expect_end client 0
