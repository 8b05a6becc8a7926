#!/usr/bin/env bash
# The server sees the name that the client asks for: server_name.sh TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
tls=$1

# try NAME OPTION...: connects with these options; s_server is to see NAME.
try() {
  local name=$1
  shift
  rm -f ./*.in ./*.closed
  # s_server tells what name it was asked for only when it could have another certificate for it.
  start_server openssl "$tls" -servername another.example \
    -cert2 "$CERTIFICATES/server.pem" -key2 "$CERTIFICATES/server.key"
  feed server true
  find_port
  start_client schannel "$tls" "$@"
  feed client true
  close_input client
  expect_end client 0
  expect_end server 0
  expect_line server.out "^Hostname in TLS extension: \"$name\"\$"
}

try localhost
try other.example --sni other.example
