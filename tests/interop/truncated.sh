#!/usr/bin/env bash
# A peer is killed while nothing is on its way: its system ends the transport, and nobody said goodbye.
# truncated.sh ROLE PEER TLS, where ROLE, client or server, is what schannel plays.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1 peer=$2 tls=$3

if [[ $role == client ]]; then
  start_server "$peer" "$tls"
  victim=server
else
  start_server schannel "$tls"
  victim=client
fi
feed server echo 11111111
find_port
if [[ $role == client ]]; then start_client schannel "$tls"; else start_client "$peer" "$tls"; fi
feed client echo 22222222

# A line each way: then all that was sent has been read, the tickets too, and the end of the process is a FIN.
# gnutls-serv sends the client's line back, and keeps it to itself otherwise.
if [[ $victim-$peer == server-gnutls ]]; then
  until_true "the line is back" says client.out 22222222
else
  until_true "the server has the line" says server.out 22222222
  until_true "the client has the line" says client.out 11111111
fi
stop "$victim"
expect_end "$role" 10
expect_line "$role.log" '^truncated: the transport ended without close_notify (TLS '
