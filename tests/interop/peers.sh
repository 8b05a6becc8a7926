# The three that talk to each other: schannel, openssl (s_server, s_client) and gnutls (gnutls-serv, gnutls-cli).
# shellcheck shell=bash

# openssl_only TLS, gnutls_only TLS: the options, the priorities, that leave one version. The old ones sign with
# SHA-1, which has to be allowed.
openssl_only() {
  case $1 in
    1.0) echo -tls1 -cipher DEFAULT@SECLEVEL=0 ;;
    1.1) echo -tls1_1 -cipher DEFAULT@SECLEVEL=0 ;;
    *) echo "-tls${1/./_}" ;;
  esac
}
gnutls_only() { echo "NORMAL:-VERS-ALL:+VERS-TLS$1"; }

# enable TLS: the administrator allows schannel this version; the old ones are off otherwise.
enable() {
  printf '[Protocols."TLS %s"]\nClient.DisabledByDefault = 0\nServer.DisabledByDefault = 0\n' "$1" >schannel.toml
  export SCHANNEL_CONFIG=$PWD/schannel.toml
}

# start_server KIND TLS OPTION...: its port is in $port after find_port. gnutls-serv is an echo server and never
# ends; the others serve one connection, between it and their standard streams. openssl-web and gnutls-web answer
# a GET with the file `data`.
start_server() {
  local kind=$1 tls=$2 only
  shift 2
  enable "$tls"
  read -ra only < <(openssl_only "$tls")
  case $kind in
    schannel)
      start server "$SCHANNEL" serve 127.0.0.1:0 --tls "$tls" \
        --pfx "$CERTIFICATES/server.pfx" --password secret "$@"
      ;;
    openssl)
      start server openssl s_server -accept 127.0.0.1:0 -naccept 1 "${only[@]}" \
        -cert "$CERTIFICATES/server.pem" -key "$CERTIFICATES/server.key" -msg -msgfile server.messages "$@"
      ;;
    gnutls)
      start_gnutls_server "$tls" --echo "$@"
      ;;
    openssl-web)
      start_server openssl "$tls" -WWW "$@"
      ;;
    gnutls-web)
      start_gnutls_server "$tls" --http --httpdata data "$@"
      ;;
  esac
}

start_gnutls_server() {
  local tls=$1
  shift
  # Without a CA to judge by, it has no reason to ask for a certificate.
  [[ " $* " == *' --x509cafile '* ]] || set -- --disable-client-cert "$@"
  start server gnutls-serv --port 0 --priority "$(gnutls_only "$tls")" \
    --x509certfile "$CERTIFICATES/server.pem" --x509keyfile "$CERTIFICATES/server.key" -d 5 "$@"
}

# find_port: where the server listens. Feed it first: until then it waits for its standard input.
find_port() {
  # shellcheck disable=SC2154 # start() sets it
  until_true "the server listens" is_listening "$server_pid"
  port=$(listening_port "$server_pid")
}

# start_client KIND TLS OPTION...
start_client() {
  local kind=$1 tls=$2 only
  shift 2
  enable "$tls"
  read -ra only < <(openssl_only "$tls")
  case $kind in
    schannel)
      start client "$SCHANNEL" connect "localhost:$port" --tls "$tls" --ca "$CERTIFICATES/ca.pem" "$@"
      ;;
    openssl)
      # Without -no_ign_eof, -quiet would keep the connection open past the end of standard input.
      start client openssl s_client -connect "localhost:$port" -quiet -no_ign_eof "${only[@]}" \
        -CAfile "$CERTIFICATES/ca.pem" -verify_return_error -msg -msgfile client.messages "$@"
      ;;
    gnutls)
      start client gnutls-cli --port "$port" --logfile client.gnutls --priority "$(gnutls_only "$tls")" \
        --x509cafile "$CERTIFICATES/ca.pem" -d 5 "$@" localhost
      ;;
  esac
}

# speaks FROM TO LINE: of client and server, whose kinds are in $client and $server. gnutls-serv sends a line back,
# and keeps it to itself otherwise.
speaks() {
  local at=$2
  # shellcheck disable=SC2154 # the scene sets it
  [[ $2-$server != server-gnutls ]] || at=client
  echo "$3" >>"$1.in"
  until_true "a line of the $1 arrives" says "$at.out" "$3"
}

# close_politely: schannel, in the role $role, closes. gnutls-cli would leave without an answer: it closes first. A
# schannel on the other side goes on until its own input ends.
# shellcheck disable=SC2154 # the scene sets $role, $client and $server
close_politely() {
  if [[ $client == gnutls ]]; then
    close_input client
    await_goodbye client gnutls
  fi
  close_input "$role"
  [[ $client-$server != schannel-schannel ]] || close_input "$([[ $role == client ]] && echo server || echo client)"
}

# await_goodbye NAME KIND: NAME has sent a close_notify, by its own account. A schannel does not tell before the other
# side has sent one, too: it gets a moment.
await_goodbye() {
  case $2 in
    schannel) sleep 0.3 ;;
    openssl) until_true "$1 says goodbye" says "$1.messages" '^>>>.*warning close_notify' ;;
    gnutls) until_true "$1 says goodbye" says "$1.log" 'Sending Alert.*Close notify' ;;
  esac
}

# expect_goodbye NAME KIND: NAME received a close_notify, by its own account.
expect_goodbye() {
  case $2 in
    schannel) until_true "$1 has seen close_notify" says "$1.log" '^closed cleanly: close_notify ' ;;
    openssl) until_true "$1 has seen close_notify" says "$1.messages" '^<<<.*warning close_notify' ;;
    gnutls) until_true "$1 has seen close_notify" says "$1.log" 'Close notify - was received' ;;
  esac
}
