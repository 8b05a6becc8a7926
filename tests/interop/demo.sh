#!/usr/bin/env bash
# The demonstration shows the five steps of both sides in their order, and a clean end: demo.sh TLS
set -euo pipefail
source "$(dirname "$0")/support.sh"
tls=$1

schannel demo --tls "$tls" >story 2>demo.log || fail "schannel demo exits with $?"
[[ ! -s demo.log ]] || fail "schannel demo complains"
! grep -E '.{81}' story || fail "a line is longer than 80 columns"

# What the wire carries differs each time; all else does not.
case $tls in
  1.3) length=24 header='17 03 03 00 13 ..' ;;
  1.2) length=31 header='15 03 03 00 1a ..' ;;
esac
without_secrets() { sed -E "s/^( {8}${header% ..})( [0-9a-f]{2})+$/\1 ../; /^ {8}[0-9a-f]{2}( [0-9a-f]{2})*$/d" "$1"; }

# side NAME FUNCTION: the steps of one side, up to its goodbye.
side() {
  cat <<STEPS
The $1 shuts down
step 1 ApplyControlToken(SCHANNEL_SHUTDOWN) SEC_E_OK 0x00000000
step 2 $2, empty input SEC_E_OK 0x00000000
step 3 SEC_E_OK: done, no further call
step 4 send $length bytes, close_notify
 $header
STEPS
}

recognition() {
  cat <<STEPS
The $1 recognizes it
$1 DecryptMessage SEC_I_CONTEXT_EXPIRED 0x00090317
STEPS
}

{
  side client InitializeSecurityContext
  recognition server
  side server AcceptSecurityContext
  echo "step 5 DeleteSecurityContext SEC_E_OK 0x00000000"
  recognition client
  echo "step 5 DeleteSecurityContext SEC_E_OK 0x00000000"
  echo "Both sides closed cleanly: each has seen the other's close_notify."
} >expected

without_secrets story | sed -n '/shuts down$/,$p' | sed -E '/^$/d; /\(encrypted/d; s/ +/ /g' >seen
diff expected seen >differences || fail "the shutdown differs from the documented one: $(<differences)"
grep -q "^Agreed on TLS $tls, TLS_" story || fail "the version is not $tls"
