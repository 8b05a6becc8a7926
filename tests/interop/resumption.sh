#!/usr/bin/env bash
# The second connection resumes the session of the first: resumption.sh WAY ROLE PEER TLS, where schannel plays
# ROLE. WAY is id or ticket; TLS 1.3 knows tickets only.
set -euo pipefail
source "$(dirname "$0")/support.sh"
way=$1 role=$2 peer=$3 tls=$4
[[ $role == client ]] && server=$peer || server=schannel

# Servers resume by tickets unless told otherwise; ours does so when asked.
server_options=()
case $server-$way in
  openssl-id) server_options=(-no_ticket) ;;
  gnutls-id) server_options=(--noticket) ;;
  schannel-ticket) server_options=(--tickets) ;;
esac
[[ $server != openssl ]] || server_options+=(-naccept 2)
[[ $server != schannel ]] || server_options+=(--keep-open --echo)

# converse KIND OPTION...: a client connects, gets a line, and closes.
converse() {
  local kind=$1
  shift
  rm -f client.in client.closed
  start_client "$kind" "$tls" "$@"
  feed client echo 22222222
  if [[ $server == openssl ]]; then
    until_true "the server has the line" says server.out 22222222
  else
    until_true "the client has the line" says client.out 22222222
  fi
  close_input client
  expect_end client 0
}

start_server "$server" "$tls" "${server_options[@]}"
feed server true
find_port
case $role-$peer in
  client-* | *-schannel)
    converse schannel --resume
    expect_line client.log '^connected to .*, resumed$'
    [[ $(grep -c '^closed cleanly: ' client.log) == 2 ]] || fail "the client does not see two goodbyes"
    ;;
  *-openssl)
    converse openssl -sess_out session
    converse openssl -sess_in session
    ;;
  *-gnutls)
    converse gnutls --resume --waitresumption
    ;;
esac

case $server in
  openssl)
    expect_line server.out '^Reused session-id$'
    expect_end server 0
    ;;
  gnutls) expect_line server.out 'This is a resumed session' ;;
  schannel)
    sees_two_goodbyes() { [[ $(grep -c '^closed cleanly: ' server.log) == 2 ]]; }
    until_true "the server sees two goodbyes" sees_two_goodbyes
    [[ $(grep -c '^connection from .*, resumed$' server.log) == 1 ]] || fail "not the second session alone is resumed"
    ;;
esac
