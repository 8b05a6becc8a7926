# Keys, certificates and chains that openssl or certtool makes. Sourced after support.sh.
# shellcheck shell=bash

# make_key MAKER rsa|ecdsa NAME: NAME.key, in the format that the maker writes by itself.
make_key() {
  case "$1 $2" in
    'openssl rsa') openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$3.key" ;;
    'openssl ecdsa') openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$3.key" ;;
    'certtool rsa') certtool --generate-privkey --no-text --key-type rsa --bits 2048 --outfile "$3.key" ;;
    'certtool ecdsa') certtool --generate-privkey --no-text --key-type ecdsa --curve secp256r1 --outfile "$3.key" ;;
  esac >>maker.log 2>&1
}

# make_chain MAKER rsa|ecdsa: ca.pem, and leaf.pem with leaf.key, which it signed.
make_chain() {
  local maker=$1 kind=$2
  make_key "$maker" "$kind" ca
  make_key "$maker" "$kind" leaf
  if [[ $maker == openssl ]]; then
    openssl req -x509 -new -key ca.key -subj /CN=issuer -days 2 -out ca.pem
    openssl req -new -key leaf.key -subj /CN=localhost -out leaf.csr
    openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out leaf.pem
  else
    printf 'cn = issuer\nca\ncert_signing_key\nexpiration_days = 2\n' >ca.template
    printf 'cn = localhost\ntls_www_server\nexpiration_days = 2\n' >leaf.template
    certtool --generate-self-signed --load-privkey ca.key --template ca.template --outfile ca.pem
    certtool --generate-certificate --load-privkey leaf.key --template leaf.template \
      --load-ca-certificate ca.pem --load-ca-privkey ca.key --outfile leaf.pem
  fi >>maker.log 2>&1
}

# The program under test, whose output is in found.log.
certificate_files() { timeout --kill-after=1 "$PATIENCE" "$CERTIFICATE_FILES" "$@" >found.log; }

# The public key of a certificate or a private key, the same for both that belong together.
public_key_of_certificate() { openssl x509 -in "$1" -noout -pubkey; }
public_key_of_key() { openssl pkey -in "$1" -passin pass:secret -pubout; }
