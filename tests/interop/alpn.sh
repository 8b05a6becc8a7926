#!/usr/bin/env bash
# Both agree on an application protocol, or on none: alpn.sh ROLE PEER TLS, where schannel plays ROLE.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 peer=$2 tls=$3

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
mapfile -t server_offers < <(offer "$server" h2 http/1.1)
mapfile -t client_offers < <(offer "$client" ftp http/1.1)
start_server "$server" "$tls" "${server_offers[@]}"
feed server true
find_port
start_client "$client" "$tls" "${client_offers[@]}"
feed client true
until_true "they agree on http/1.1" says "$role.log" 'to localhost:.*, ALPN http/1.1$\|from .*, ALPN http/1.1$'
close_input client
close_input server
