#!/usr/bin/env bash
# The two have nothing in common: disagreement.sh CASE
set -euo pipefail
source "$(dirname "$0")/support.sh"

# expect_alert SENDER RECEIVER WORDS: the one side's alert is what the other side gets.
expect_alert() {
  expect_end "$1" 12
  expect_line "$1.log" "^fatal alert sent: $3"
  expect_end "$2" 12
  expect_line "$2.log" "^fatal alert received: $3"
}

case $1 in
  application_protocols)
    start_server schannel 1.3 --alpn h2
    feed server true
    find_port
    start_client schannel 1.3 --alpn http/1.1
    feed client true
    expect_alert server client 'there is no application protocol (ALPN) in common'
    ;;
  newer_client)
    start_server schannel 1.2
    feed server true
    find_port
    start_client schannel 1.3
    feed client true
    expect_alert server client 'there is no protocol version in common'
    ;;
  older_client)
    start_server schannel 1.3
    feed server true
    find_port
    start_client schannel 1.2
    feed client true
    expect_alert server client 'there is no protocol version in common'
    ;;
  old_client)
    start_server openssl 1.0
    feed server true
    find_port
    unset SCHANNEL_CONFIG
    start client "$SCHANNEL" connect "localhost:$port" --ca "$CERTIFICATES/ca.pem"
    feed client true
    expect_end client 12
    expect_line client.log '^fatal alert received: there is no protocol version in common'
    ;;
  old_server)
    start server "$SCHANNEL" serve 127.0.0.1:0 --pfx "$CERTIFICATES/server.pfx" --password secret
    feed server true
    find_port
    start_client openssl 1.0
    feed client true
    expect_end server 12
    expect_line server.log '^fatal alert sent: there is no protocol version in common'
    ;;
  web_client)
    start_server schannel 1.3
    feed server true
    find_port
    exec {web}<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET / HTTP/1.0\r\n\r\n' >&"$web"
    # The connection ends instead of hanging. What is left of it is a FIN or, for the request was not read, a reset.
    timeout "$PATIENCE" cat <&"$web" >answer 2>/dev/null || true
    expect_end server 1
    expect_line server.log "^not TLS: the peer sent 'GET / HTTP/1.0' (SEC_E_INVALID_TOKEN, 0x80090308)\$"
    ;;
  *) fail "there is no case $1" ;;
esac
