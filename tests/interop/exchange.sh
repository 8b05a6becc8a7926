#!/usr/bin/env bash
# 16 MiB each way at the same time, then one side closes: exchange.sh CLIENT SERVER TLS CLOSER OPTION...
# CLIENT and SERVER are schannel, openssl or gnutls; CLOSER is client or server. The options are the client's.
set -euo pipefail
source "$(dirname "$0")/support.sh"
client=$1 server=$2 tls=$3 closer=$4

# Lines of eight digits: s_server takes commands from lines that begin with certain letters, and it and
# gnutls-serv mix what they received with what they have to say themselves.
numbers_in() { grep -saE '^[0-9]{8}$' "$1"; }
seq 10000000 11864135 >up
seq 50000000 51864135 >down
# gnutls-cli writes every byte with a call of its own; 16 MiB would take it half a minute.
[[ $client != gnutls ]] || seq 50000000 50116508 >down
[[ $server != gnutls ]] || cp up down

has_received() { cmp -s "$2" <(numbers_in "$1.out"); }

start_server "$server" "$tls"
feed server cat down
find_port
start_client "$client" "$tls" "${@:5}"
feed client cat up
until_true "the client has received everything" has_received client down
[[ $server == gnutls ]] || until_true "the server has received everything" has_received server up

# The side that does not close first: schannel goes on until its input ends, the others do not.
[[ $closer == client ]] && other=server || other=client
close_input "$closer"
if [[ ${!other} == schannel ]]; then
  await_goodbye "$closer" "${!closer}"
  close_input "$other"
fi

case "$client-$closer" in
  gnutls-server)
    # gnutls-cli leaves without an answer when the server says goodbye.
    expect_end client 0
    expect_goodbye client gnutls
    expect_end server 10
    expect_line server.log '^truncated: '
    exit
    ;;
esac
expect_end client 0
[[ $server == gnutls ]] || expect_end server 0
expect_goodbye server "$server"
# s_client does not read on after its own goodbye.
[[ $client-$closer == openssl-client ]] || expect_goodbye client "$client"
