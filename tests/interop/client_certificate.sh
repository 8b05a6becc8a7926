#!/usr/bin/env bash
# The client shows its certificate when the server asks: client_certificate.sh WHEN ROLE PEER TLS, where schannel
# plays ROLE. WHEN is now, in the handshake; later, in a second one or after that of TLS 1.3; or never: the server
# asks, and the client has none.
set -euo pipefail
source "$(dirname "$0")/support.sh"
when=$1 role=$2 peer=$3 tls=$4
[[ $role == client ]] && client=schannel server=$peer peer_is=server || client=$peer server=schannel peer_is=client

server_options=()
case $server-$when in
  schannel-later) server_options=(--ask later) ;;
  schannel-*) server_options=(--ask now) ;;
  # A session that is resumed has no place for a certificate.
  openssl-later) server_options=(-CAfile "$CERTIFICATES/ca.pem" -no_resumption_on_reneg) ;;
  openssl-*) server_options=(-CAfile "$CERTIFICATES/ca.pem" -verify 1) ;;
  gnutls-later) ;;
  gnutls-*) server_options=(--x509cafile "$CERTIFICATES/ca.pem") ;;
esac

client_options=()
case $client-$when in
  *-never) ;;
  schannel-*) client_options=(--pfx "$CERTIFICATES/client.pfx" --password secret) ;;
  openssl-*) client_options=(-cert "$CERTIFICATES/client.pem" -key "$CERTIFICATES/client.key") ;;
  gnutls-*)
    client_options=(--x509certfile "$CERTIFICATES/client.pem" --x509keyfile "$CERTIFICATES/client.key")
    ;;
esac
case $client-$when-$tls in
  openssl-later-1.3) client_options+=(-enable_pha) ;;
  gnutls-later-1.3) client_options+=(--post-handshake-auth) ;;
esac

# The line that makes the server ask. gnutls-serv takes it from its client.
asks() {
  case $server-$tls in
    openssl-1.2) echo R >>server.in ;;
    openssl-1.3) echo c >>server.in ;;
    gnutls-1.3) echo '**REAUTH**' >>client.in ;;
  esac
}

is_known() {
  case $server-$when in
    schannel-later) says server.log '^another handshake: .*, client CN=somebody$' ;;
    schannel-now) says server.log '^connection from .*, client CN=somebody$' ;;
    schannel-never) says server.log '^connection from .*' && ! says server.log 'client ' ;;
    # A certificate without certificates in it is 7 or 8 bytes long.
    openssl-never) says server.messages '^<<<.* Handshake \[length 000[78]\], Certificate$' ;;
    openssl-*) says server.log '^depth=0 CN = somebody$' ;;
    gnutls-never) says server.log 'CERTIFICATE (11) was received. Length [34]\[' ;;
    gnutls-*) says server.log 'CERTIFICATE VERIFY (15) was received' ;;
  esac
}

start_server "$server" "$tls" "${server_options[@]}"
feed server true
find_port
start_client "$client" "$tls" "${client_options[@]}"
feed client true
until_true "the two are connected" says "$role.log" '^connect'
[[ $when != later ]] || asks
until_true "the server knows the client" is_known
speaks client server 44444444
[[ $server == gnutls ]] || speaks server client 33333333
close_politely
expect_end "$role" 0
expect_goodbye "$peer_is" "$peer"
