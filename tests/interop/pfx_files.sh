#!/usr/bin/env bash
# A PFX file goes in, and comes out again for both others to read: pfx_files.sh MAKER FORM KIND CHAIN, where MAKER is
# openssl or certtool, FORM rc2, 3des or aes, KIND rsa or ecdsa, and CHAIN alone or with_issuer.
set -euo pipefail
source "$(dirname "$0")/support.sh"
source "$(dirname "$0")/made_elsewhere.sh"
maker=$1 form=$2 kind=$3 chain=$4

pack_with_openssl() {
  local how=() more=()
  case $form in
    rc2) how=(-legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES -macalg sha1) ;;
    3des) how=(-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1) ;;
    aes) ;;
  esac
  [[ $chain == alone ]] || more=(-certfile ca.pem)
  openssl pkcs12 -export -in leaf.pem -inkey leaf.key "${more[@]}" "${how[@]}" -passout pass:secret -out made.pfx
}

pack_with_certtool() {
  local more=()
  local -A cipher=([rc2]=rc2-40 [3des]=3des-pkcs12 [aes]=aes-256)
  [[ $chain == alone ]] || more=(--load-ca-certificate ca.pem)
  certtool --to-p12 --load-certificate leaf.pem --load-privkey leaf.key "${more[@]}" --p12-name localhost \
    --password secret --pkcs-cipher "${cipher[$form]}" --outder --outfile made.pfx
}

# openssl_reads FILE, certtool_reads FILE: the certificates are in it, and the key.
openssl_reads() {
  openssl pkcs12 -in "$1" -passin pass:secret -nokeys -out read.pem
  openssl pkcs12 -in "$1" -passin pass:secret -nocerts -noenc -out read.key
  has_all
}

certtool_reads() {
  certtool --p12-info --inder --infile "$1" --password secret --outfile read.all
  sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' read.all >read.pem
  sed -n '/BEGIN.*PRIVATE KEY/,/END.*PRIVATE KEY/p' read.all >read.key
  has_all
}

has_all() {
  local expected=1
  [[ $chain == alone ]] || expected=2
  [[ $(grep -c 'BEGIN CERTIFICATE' read.pem) == "$expected" ]] || fail "there are other certificates in it"
  [[ $(public_key_of_key read.key) == $(public_key_of_certificate leaf.pem) ]] || fail "another key is in it"
}

make_chain "$maker" "$kind"
"pack_with_$maker" >>maker.log 2>&1

certificate_files import made.pfx secret || fail "the import failed: $(cat found.log)"
expect_line found.log '^certificate of localhost$'
expect_line found.log '^key of localhost$'
[[ $chain == alone ]] || expect_line found.log '^certificate of issuer$'

! certificate_files import made.pfx Secret || fail "another password opens it"
expect_line found.log '^PFXImportCertStore failed with 86$' # ERROR_INVALID_PASSWORD

certificate_files convert made.pfx secret old.pfx new.pfx
for encryption in old new; do
  openssl_reads "$encryption.pfx"
  certtool_reads "$encryption.pfx"
done
