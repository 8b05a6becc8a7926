#!/usr/bin/env bash
# schannel asks for another handshake and the conversation goes on: renegotiation.sh ROLE PEER TLS, where schannel
# plays ROLE. TLS 1.3 has none.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 peer=$2 tls=$3
[[ $role == client ]] && client=schannel server=$peer peer_is=server || client=$peer server=schannel peer_is=client

server_options=() client_options=()
[[ $server != openssl ]] || server_options=(-client_renegotiation)
[[ $role == client ]] && client_options+=(--renegotiate) || server_options+=(--renegotiate)

start_server "$server" "$tls" "${server_options[@]}"
feed server true
find_port
start_client "$client" "$tls" "${client_options[@]}"
feed client true
until_true "the second handshake is complete" says "$role.log" "^another handshake: TLS $tls"
speaks client server 44444444
[[ $server == gnutls ]] || speaks server client 33333333
[[ $client-$server != schannel-schannel ]] || expect_line client.log "^another handshake: TLS $tls"
close_politely
expect_end "$role" 0
expect_goodbye "$peer_is" "$peer"
