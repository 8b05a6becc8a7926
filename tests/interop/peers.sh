# The three that talk to each other: schannel, openssl (s_server, s_client) and gnutls (gnutls-serv, gnutls-cli).
# shellcheck shell=bash

openssl_only() { echo "-tls${1/./_}"; }
gnutls_only() { echo "NORMAL:-VERS-ALL:+VERS-TLS$1"; }

# start_server KIND TLS OPTION...: its port is in $port after find_port. gnutls-serv is an echo server and never
# ends; the others serve one connection, between it and their standard streams. openssl-web and gnutls-web answer
# a GET with the file `data`.
start_server() {
  local kind=$1 tls=$2
  shift 2
  case $kind in
    schannel)
      start server "$SCHANNEL" serve 127.0.0.1:0 --tls "$tls" \
        --pfx "$CERTIFICATES/server.pfx" --password secret "$@"
      ;;
    openssl)
      start server openssl s_server -accept 127.0.0.1:0 -naccept 1 "$(openssl_only "$tls")" \
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
  start server gnutls-serv --port 0 --disable-client-cert --priority "$(gnutls_only "$tls")" \
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
  local kind=$1 tls=$2
  shift 2
  case $kind in
    schannel)
      start client "$SCHANNEL" connect "localhost:$port" --tls "$tls" --ca "$CERTIFICATES/ca.pem" "$@"
      ;;
    openssl)
      # Without -no_ign_eof, -quiet would keep the connection open past the end of standard input.
      start client openssl s_client -connect "localhost:$port" -quiet -no_ign_eof "$(openssl_only "$tls")" \
        -CAfile "$CERTIFICATES/ca.pem" -verify_return_error -msg -msgfile client.messages "$@"
      ;;
    gnutls)
      start client gnutls-cli --port "$port" --logfile client.gnutls --priority "$(gnutls_only "$tls")" \
        --x509cafile "$CERTIFICATES/ca.pem" -d 5 "$@" localhost
      ;;
  esac
}

# expect_goodbye NAME KIND: NAME received a close_notify, by its own account.
expect_goodbye() {
  case $2 in
    schannel) expect_line "$1.log" '^closed cleanly: close_notify ' ;;
    openssl) until_true "$1 has seen close_notify" says "$1.messages" '^<<<.*warning close_notify' ;;
    gnutls) until_true "$1 has seen close_notify" says "$1.log" 'Close notify - was received' ;;
  esac
}
