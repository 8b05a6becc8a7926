#!/usr/bin/env bash
# Who trusts whom, and what both say when not: trust.sh CASE TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
what=$1 tls=$2

# connect OPTION...: schannel connects with these options instead of the usual --ca.
connect() {
  feed server true
  find_port
  start client "$SCHANNEL" connect "localhost:$port" --tls "$tls" "$@"
  feed client true
  close_input client
}

refuses() {
  expect_end client 1
  expect_line client.log "^server not trusted: $1; --ca FILE names a root to trust, --insecure skips the check\$"
}

case $what in
  wrong_ca_with_openssl)
    start_server openssl "$tls"
    connect --ca "$CERTIFICATES/other_ca.pem"
    refuses "the certificate's root is not trusted (SEC_E_UNTRUSTED_ROOT, 0x80090325)"
    until_true "the server gets the alert" says server.messages '^<<<.*fatal unknown_ca'
    ;;
  wrong_ca_with_gnutls)
    start_server gnutls "$tls"
    connect --ca "$CERTIFICATES/other_ca.pem"
    refuses "the certificate's root is not trusted (SEC_E_UNTRUSTED_ROOT, 0x80090325)"
    # OpenSSL's clients of TLS 1.3 say it in the clear, which gnutls-serv does not expect.
    [[ $tls == 1.3 ]] || until_true "the server gets the alert" says server.log 'Alert\[2|48\].*was received'
    ;;
  system_roots)
    start_server openssl "$tls"
    connect
    refuses "the certificate's root is not trusted (SEC_E_UNTRUSTED_ROOT, 0x80090325)"
    ;;
  wrong_name)
    start_server openssl "$tls"
    connect --ca "$CERTIFICATES/ca.pem" --sni wrong.example
    refuses "the certificate is for another name (SEC_E_WRONG_PRINCIPAL, 0x80090322)"
    until_true "the server gets the alert" says server.messages '^<<<.*fatal bad_certificate'
    ;;
  insecure)
    start_server openssl "$tls"
    connect --insecure --sni wrong.example
    expect_end client 0
    ;;
  wrong_ca_of_openssl)
    start_server schannel "$tls"
    feed server true
    find_port
    start client openssl s_client -connect "localhost:$port" "$(openssl_only "$tls")" \
      -CAfile "$CERTIFICATES/other_ca.pem" -verify_return_error
    feed client true
    expect_end server 12
    expect_line server.log "^fatal alert received: the certificate's root is not trusted (SEC_E_UNTRUSTED_ROOT, "
    ;;
  wrong_ca_of_gnutls)
    start_server schannel "$tls"
    feed server true
    find_port
    start client gnutls-cli --port "$port" --priority "$(gnutls_only "$tls")" \
      --x509cafile "$CERTIFICATES/other_ca.pem" localhost
    feed client true
    # gnutls-cli completes the handshake of TLS 1.3 before it looks, and says bad_certificate either way.
    expect_end server 12
    expect_line server.log '^fatal alert received: the certificate was not accepted (SEC_E_CERT_UNKNOWN, '
    ;;
  client_certificate)
    start_server openssl "$tls" -Verify 1 -CAfile "$CERTIFICATES/ca.pem"
    connect --ca "$CERTIFICATES/ca.pem" --pfx "$CERTIFICATES/client.pfx" --password secret
    expect_end client 0
    expect_end server 0
    expect_line server.out '^subject=CN = somebody$'
    ;;
  no_client_certificate)
    start_server openssl "$tls" -Verify 1 -CAfile "$CERTIFICATES/ca.pem"
    connect --ca "$CERTIFICATES/ca.pem"
    expect_end client 12
    # Over TLS 1.3 the alert may come when our own goodbye is out already.
    expect_line client.log '^fatal .*: a message was not what .* (SEC_E_ILLEGAL_MESSAGE, 0x80090326)'
    ;;
  *) fail "there is no case $what" ;;
esac
