#!/usr/bin/env bash
# A certificate and its key go in as PEM: pem_files.sh MAKER FORM KIND, where MAKER is openssl or certtool, KIND rsa or
# ecdsa, and FORM own (RSAPrivateKey, ECPrivateKey), pkcs8 or encrypted.
set -euo pipefail
source "$(dirname "$0")/support.sh"
source "$(dirname "$0")/made_elsewhere.sh"
maker=$1 form=$2 kind=$3

convert_with_openssl() {
  case "$form $kind" in
    'own rsa') openssl rsa -in leaf.key -traditional -out converted.key ;;
    'own ecdsa') openssl ec -in leaf.key -out converted.key ;;
    pkcs8*) cp leaf.key converted.key ;;
    encrypted*) openssl pkcs8 -topk8 -in leaf.key -passout pass:secret -out converted.key ;;
  esac
}

convert_with_certtool() {
  case $form in
    own) cp leaf.key converted.key ;;
    pkcs8) certtool --to-p8 --load-privkey leaf.key --template /dev/null --outfile converted.key ;;
    encrypted) certtool --to-p8 --load-privkey leaf.key --password secret --outfile converted.key ;;
  esac
}

make_chain "$maker" "$kind"
"convert_with_$maker" >>maker.log 2>&1

certificate_files pem leaf.pem converted.key secret || fail "$(head -1 converted.key): $(cat found.log)"
expect_line found.log '^key of localhost$'

if [[ $form == encrypted ]]; then
  ! certificate_files pem leaf.pem converted.key Secret || fail "another password opens it"
  expect_line found.log '^NCryptImportKey failed with '
fi
