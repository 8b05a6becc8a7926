#!/usr/bin/env bash
# Makes a CA, a certificate for localhost and one for a client, another CA that signed nothing, and the PFX files
# of ours: make_certificates.sh DIRECTORY. They are made anew for each run, so that none expires.
set -euo pipefail
mkdir -p "$1"
cd "$1"

make_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }

make_ca() {
  make_key "$1"
  openssl req -x509 -new -key "$1.key" -subj "/CN=$2" -days 2 -out "$1.pem"
}

# make_leaf NAME SUBJECT EXTENSION...
make_leaf() {
  local name=$1 subject=$2
  shift 2
  make_key "$name"
  openssl req -new -key "$name.key" -subj "/CN=$subject" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out "$name.pem" \
    -extfile <(printf '%s\n' "$@")
  openssl pkcs12 -export -in "$name.pem" -inkey "$name.key" -certfile ca.pem -passout pass:secret -out "$name.pfx"
}

make_ca ca 'Interop CA'
make_ca other_ca 'A CA that signed nothing'
make_leaf server localhost 'subjectAltName=DNS:localhost,DNS:other.example,IP:127.0.0.1' 'extendedKeyUsage=serverAuth'
make_leaf client somebody 'extendedKeyUsage=clientAuth'
