#!/usr/bin/env bash
# The list of engines: each AEAD is computed by one of them, by the one that is asked for, and the costs come in a table.
set -euo pipefail
source "$(dirname "$0")/support.sh"

schannel bench --engines >engines || fail "schannel bench --engines exits with $?"
! grep -E '.{81}' engines || fail "a line is longer than 80 columns"
for name in provider evp; do expect_line engines "^$name "; done
for column in 2 3 4; do
  [[ $(awk -v column=$column '/^(ipsec-mb|provider|evp) / && $column == "works"' engines | wc -l) == 1 ]] ||
    fail "not one engine computes the AEAD of column $column: $(<engines)"
done

# The environment has the last word, the configuration the one before.
SCHANNEL_AEAD_ENGINE=evp schannel bench --engines >forced
expect_line forced '^evp  *works  *works  *works$'
echo 'AeadEngine = "provider"' >schannel.toml
SCHANNEL_CONFIG=$PWD/schannel.toml schannel bench --engines >configured
expect_line configured '^provider  *works  *works  *works$'
SCHANNEL_AEAD_ENGINE=evp SCHANNEL_CONFIG=$PWD/schannel.toml schannel bench --engines >both
expect_line both '^evp  *works  *works  *works$'

schannel bench >costs || fail "schannel bench exits with $?"
! grep -E '.{81}' costs || fail "a line is longer than 80 columns"
for length in 64 256 1024 4096 16384; do expect_line costs "^ *$length\( *[0-9][0-9]*\)\{4\}$"; done
