#!/usr/bin/env bash
# The peer interrupts the conversation, which then goes on: interruption.sh EVENT ROLE PEER TLS, where schannel plays
# ROLE. EVENT is renegotiation, or of TLS 1.3 key_update, or key_updates: ours has to change its keys, too.
set -euo pipefail
source "$(dirname "$0")/support.sh"
event=$1 role=$2 peer=$3 tls=$4

[[ $role == client ]] && client=schannel server=$peer peer_is=server || client=$peer server=schannel peer_is=client

# The line that makes the peer do it. A server of gnutls takes it from its client, the others from their own input.
options=()
case $peer-$peer_is-$event in
  openssl-*-key_update) command=k ;;
  openssl-*-key_updates) command=K ;;
  openssl-client-renegotiation) command=R ;;
  openssl-server-renegotiation) command=r ;;
  gnutls-client-key_update) command='^rekey1^' options=(--inline-commands) ;;
  gnutls-client-key_updates) command='^rekey^' options=(--inline-commands) ;;
  gnutls-client-renegotiation) command='^renegotiate^' options=(--inline-commands) ;;
  gnutls-server-renegotiation) command='**REHANDSHAKE**' ;;
  *) fail "$peer cannot do that" ;;
esac
[[ $peer-$peer_is == gnutls-server ]] && commanded=client || commanded=$peer_is

# What openssl reads together with a command is lost, and gnutls takes no data in a handshake: the next line waits.
is_over() {
  case $peer-$event in
    openssl-key_update) says "$peer_is.messages" '^>>>.*KeyUpdate' ;;
    openssl-key_updates) says "$peer_is.messages" '^<<<.*KeyUpdate' ;;
    gnutls-key_update) says client.log 'sending key update' ;;
    gnutls-key_updates) says client.log 'received TLS 1.3 key update' ;;
    *-renegotiation) says "$role.log" "^another handshake: TLS $tls" ;;
  esac
}

start_server "$server" "$tls"
feed server true
find_port
start_client "$client" "$tls" "${options[@]}"
feed client true
until_true "the two are connected" says "$role.log" '^connect'
echo "$command" >>"$commanded.in"
until_true "the event is over" is_over
speaks client server 44444444
[[ $server == gnutls ]] || speaks server client 33333333
close_politely
expect_end "$role" 0
expect_goodbye "$peer_is" "$peer"
