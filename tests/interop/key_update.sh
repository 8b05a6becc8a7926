#!/usr/bin/env bash
# openssl changes its keys and asks for new ones of ours, in the middle of everything: key_update.sh ROLE, where
# schannel plays ROLE.
set -euo pipefail
source "$(dirname "$0")/support.sh"
role=$1

# A line K is a command of s_client and s_server, once they are connected: update the keys, and ask the other side
# to. What is read together with it is lost.
ask_for_update() {
  until_true "the two are connected" says "$role.log" '^connect'
  echo K
  sleep 0.3
  echo 33333333
}

if [[ $role == client ]]; then
  start_server openssl 1.3
  feed server ask_for_update
  find_port
  start_client schannel 1.3
  openssl_is=server
  feed client echo 44444444
else
  start_server schannel 1.3
  feed server echo 44444444
  find_port
  start client openssl s_client -connect "localhost:$port" -tls1_3 -CAfile "$CERTIFICATES/ca.pem" \
    -msg -msgfile client.messages
  openssl_is=client
  feed client ask_for_update
fi
until_true "openssl's data arrives under new keys" says "$role.out" 33333333
until_true "our answer arrives" says "$openssl_is.messages" '^<<<.*KeyUpdate'
echo 55555555 >>"$role.in"
until_true "our data arrives under new keys" says "$openssl_is.out" 55555555
