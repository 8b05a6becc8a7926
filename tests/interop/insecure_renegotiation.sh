#!/usr/bin/env bash
# A peer from before renegotiation was secured (RFC 5746): insecure_renegotiation.sh ROLE TLS, where schannel plays
# ROLE and GnuTLS the other. A server talks to such a client and does not renegotiate with it; a client talks to no such
# server.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 tls=$2
gnutls_only() { echo "NORMAL:-VERS-ALL:+VERS-TLS$1:%DISABLE_SAFE_RENEGOTIATION"; }

if [[ $role == server ]]; then
  client=gnutls server=schannel
  start_server schannel "$tls" --renegotiate
else
  client=schannel server=gnutls
  start_server gnutls "$tls"
fi
feed server true
find_port
start_client "$client" "$tls"
feed client true
if [[ $role == client ]]; then
  expect_end client 12
  expect_line client.log "SEC_E_ILLEGAL_MESSAGE"
  exit
fi
until_true "the server has had its answer" says server.log "no other handshake is possible (SEC_E_UNSUPPORTED_FUNCTION"
speaks client server 33333333
speaks server client 44444444
close_politely
expect_end server 0
expect_goodbye client gnutls
