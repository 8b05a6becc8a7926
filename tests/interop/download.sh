#!/usr/bin/env bash
# A web server sends 16 MiB and says goodbye first: download.sh SERVER TLS, where SERVER is openssl-web or
# gnutls-web. On its standard streams s_server cannot: its command Q drops the connection without a word.
set -euo pipefail
source "$(dirname "$0")/support.sh"
server=$1 tls=$2

head -c 16M /dev/urandom >data
start_server "$server" "$tls"
feed server true
find_port
start_client schannel "$tls"
feed client printf 'GET /data HTTP/1.0\r\n\r\n'

has_data() { cmp -s data <(tail -c 16M client.out); }
until_true "the data has arrived" has_data
# The client's own goodbye comes after the server's.
await_goodbye server "${server%-web}"
close_input client
expect_end client 0
expect_goodbye client schannel
