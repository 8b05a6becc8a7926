#!/usr/bin/env bash
# Mistakes of the user get one clear line and exit status 1; the help fits and names the options that exist.
set -euo pipefail
source "$(dirname "$0")/support.sh"

# refuses PATTERN ARGUMENT...
refuses() {
  local pattern=$1 status=0
  shift
  schannel "$@" >out.log 2>err.log </dev/null || status=$?
  [[ $status == 1 ]] || fail "schannel $* exits with $status"
  [[ ! -s out.log ]] || fail "schannel $* writes to standard output"
  [[ $(wc -l <err.log) == 1 ]] || fail "schannel $* does not say one line"
  expect_line err.log "^schannel: $pattern\$"
}

refuses 'a command is missing: demo, connect, serve or bench (try --help)'
refuses '.*not expected: explode (try --help)' explode
refuses '.*not expected: --explode (try --help)' connect localhost:1 --explode
refuses '.*not expected: x:1 (try --help)' demo x:1
refuses "--tls: '1.1' is neither 1.2 nor 1.3" demo --tls 1.1
refuses "--tls: '1.4' is none of 1.0, 1.1, 1.2 and 1.3" connect localhost:1 --tls 1.4
refuses "the configuration does not enable this version (SEC_E_ALGORITHM_MISMATCH, 0x80090331)" connect localhost:1 --tls 1.0
refuses "--ask: 'never' is neither now nor later" serve 0 --ask never
refuses '.*not expected: --tickets (try --help)' connect localhost:1 --tickets
refuses '.*not expected: --resume (try --help)' serve 0 --resume
refuses 'connect: HOST:PORT is missing' connect
refuses 'serve: PORT is missing' serve
refuses "'localhost': the port is missing, as in localhost:443" connect localhost
refuses "'https' is not a port: a number up to 65535 is wanted" connect localhost:https
refuses "'65536' is not a port: a number up to 65535 is wanted" serve 65536
refuses "'::1:443': an IPv6 address is written in brackets, as in \[::1\]:443" connect ::1:443
refuses 'cannot find nobody.invalid: .*' connect nobody.invalid:443
refuses 'cannot connect to \[::1\]:1: .*' connect '[::1]:1'
refuses 'cannot connect to 127.0.0.1:1: Connection refused' connect 127.0.0.1:1
refuses '--sni: the name is empty' connect localhost:1 --sni ''
refuses "--alpn: a protocol's name is missing: write them as in h2,http/1.1" connect localhost:1 --alpn h2,,
refuses '.*--ca excludes --insecure.*' connect localhost:1 --ca "$CERTIFICATES/ca.pem" --insecure
refuses 'cannot read nothing.pem: No such file or directory' connect localhost:1 --ca nothing.pem
refuses "$CERTIFICATES/server.key: there is no certificate (PEM) in it" connect localhost:1 --ca "$CERTIFICATES/server.key"
refuses 'cannot read nothing.pfx: No such file or directory' serve 0 --pfx nothing.pfx
refuses "$CERTIFICATES/server.pfx: wrong password" serve 0 --pfx "$CERTIFICATES/server.pfx" --password guess
refuses "$CERTIFICATES/server.pem: not a PFX (PKCS #12) file (.*)" serve 0 --pfx "$CERTIFICATES/server.pem"
refuses '.*--password requires --pfx.*' serve 0 --password guess

sed '3s/.*/AAAA/' "$CERTIFICATES/ca.pem" >damaged.pem
refuses 'damaged.pem: certificate 1 is damaged (CRYPT_E_ASN1_.*)' connect localhost:1 --ca damaged.pem
openssl pkcs12 -export -nokeys -in "$CERTIFICATES/ca.pem" -passout pass: -out keyless.pfx
refuses 'keyless.pfx: no certificate in it has its private key' serve 0 --pfx keyless.pfx

[[ $(schannel --version) =~ ^schannel\ [0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "--version says something else"
for command in '' demo connect serve bench; do
  # shellcheck disable=SC2086 # the empty one is no argument
  schannel $command --help >help.log || fail "schannel $command --help exits with $?"
  ! grep -E '.{81}' help.log || fail "the help of '$command' is too wide"
  grep -oE '^ +(-h, +)?--[a-z-]+' help.log | grep -oE -- '--[a-z-]+' >options
  while read -r option; do
    # shellcheck disable=SC2086
    schannel $command "$option" >answer.log 2>&1 </dev/null || true
    ! grep "not expected: $option" answer.log || fail "schannel $command does not know $option"
  done <options
  [[ -s options ]] || fail "the help of '$command' names no options"
done
