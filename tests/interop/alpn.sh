#!/usr/bin/env bash
# The two agree on an application protocol, or speak without: alpn.sh CASE ROLE PEER TLS, where schannel plays ROLE.
# CASE is common, silent_client or silent_server: who says nothing about protocols is no reason not to talk.
set -euo pipefail
source "$(dirname "$0")/support.sh"
what=$1 role=$2 peer=$3 tls=$4

# offer KIND NAME...: the option that offers these protocols.
offer() {
  local kind=$1 name
  shift
  case $kind in
    gnutls) for name in "$@"; do echo "--alpn=$name"; done ;;
    openssl) printf '%s\n' -alpn "$(IFS=,; echo "$*")" ;;
    schannel) printf '%s\n' --alpn "$(IFS=,; echo "$*")" ;;
  esac
}

[[ $role == client ]] && client=schannel server=$peer || client=$peer server=schannel
server_offers=() client_offers=() agreed=', ALPN http/1.1'
[[ $what == silent_server ]] || mapfile -t server_offers < <(offer "$server" h2 http/1.1)
[[ $what == silent_client ]] || mapfile -t client_offers < <(offer "$client" ftp http/1.1)
[[ $what == common ]] || agreed=
start_server "$server" "$tls" "${server_offers[@]}"
feed server true
find_port
start_client "$client" "$tls" "${client_offers[@]}"
feed client true
until_true "they are connected" says "$role.log" '^connect'
expect_line "$role.log" "^connect.*: TLS $tls, TLS_[A-Z0-9_]*$agreed\$"
speaks client server 44444444
close_politely
expect_end "$role" 0
