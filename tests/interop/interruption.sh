#!/usr/bin/env bash
# openssl interrupts the conversation, which then goes on: interruption.sh WHAT ROLE
# WHAT is key_update (TLS 1.3: ours has to change its keys too); ROLE is what schannel plays.
set -euo pipefail
source "$(dirname "$0")/support.sh"
what=$1 role=$2

# Lines of one letter are commands of s_client and s_server.
case $what in
  key_update) tls=1.3 command=K answer='KeyUpdate' ;;
esac

interrupt() {
  until_true "the two are connected" says "$role.log" '^connect'
  echo "$command"
  # What is read together with a command is lost.
  sleep 0.3
  echo 33333333
}

if [[ $role == client ]]; then
  openssl_is=server
  start_server openssl "$tls"
  feed server interrupt
  find_port
  start_client schannel "$tls"
  feed client echo 44444444
else
  openssl_is=client
  start_server schannel "$tls"
  feed server echo 44444444
  find_port
  start client openssl s_client -connect "localhost:$port" "$(openssl_only "$tls")" -CAfile "$CERTIFICATES/ca.pem" \
    -msg -msgfile client.messages
  feed client interrupt
fi
until_true "openssl's data arrives afterwards" says "$role.out" 33333333
until_true "openssl gets the answer" says "$openssl_is.messages" "^<<<.*$answer"
echo 55555555 >>"$role.in"
until_true "our data arrives afterwards" says "$openssl_is.out" 55555555
close_input "$role"
expect_end "$role" 0
expect_goodbye "$openssl_is" openssl
