# What every script here needs: a directory of its own, patience with limits, and an end for every process.
# Sourced, with SCHANNEL (the tool), CERTIFICATES (the directory that make_certificates.sh filled), PATIENCE (in
# seconds) and ENGINE (who computes the AEAD of records, or `fastest`) in the environment.
# shellcheck shell=bash

set -euo pipefail
: "${SCHANNEL:?}" "${CERTIFICATES:?}" "${PATIENCE:?}" "${ENGINE:?}"

# shellcheck source=peers.sh
source "$(dirname "${BASH_SOURCE[0]}")/peers.sh"

work=$(mktemp -d)
cd "$work"
started=()

clean_up() {
  local status=$?
  ((status == 0)) || show_logs
  # A process that has ended already is no mistake. Waiting here keeps bash from reporting each one killed.
  ((${#started[@]} == 0)) || kill -KILL "${started[@]}" || true
  wait || true
  rm -rf "$work"
} 2>/dev/null
trap clean_up EXIT
trap 'exit 1' INT TERM

show_logs() {
  local log
  for log in *.log; do
    [[ -e $log ]] || continue
    echo "--- $log"
    tail -n 20 "$log"
  done
}

fail() {
  echo "FAILED: $*"
  exit 1
}

# until_true WHAT COMMAND...: waits for a command to succeed. PATIENCE is for the whole script.
until_true() {
  local what=$1
  shift
  until "$@"; do
    ((SECONDS < PATIENCE)) || fail "waited too long until $what"
    sleep 0.05
  done
}

# The tool, in the foreground.
schannel() { timeout --kill-after=1 "$PATIENCE" "$SCHANNEL" "$@"; }

# start NAME COMMAND...: runs a command in the background. NAME.in is a fifo for feed(); NAME.out and NAME.log
# take its outputs; its process id is in $NAME_pid.
start() {
  local name=$1
  shift
  mkfifo "$name.in"
  "$@" >"$name.out" 2>"$name.log" <"$name.in" &
  declare -g "${name}_pid=$!"
  started+=("$!")
}

# feed NAME COMMAND...: gives the output of a command to NAME and keeps its input open until close_input NAME.
feed() {
  local name=$1
  shift
  {
    "$@"
    until [[ -e $name.closed ]]; do sleep 0.05; done
  } >"$name.in" 2>/dev/null &
  started+=("$!")
}

close_input() { touch "$1.closed"; }

# expect_end NAME STATUS: waits for the end of a process and checks its exit status.
expect_end() {
  local pid=${1}_pid status=0
  until_true "$1 ends" has_ended "${!pid}"
  wait "${!pid}" || status=$?
  [[ $status == "$2" ]] || fail "$1 exits with $status, not with $2"
}

has_ended() { ! kill -0 "$1" 2>/dev/null; }

# The end of a process that never ends by itself.
stop() {
  local pid=${1}_pid
  kill -KILL "${!pid}"
}

says() { grep -aqs -- "$2" "$1"; }
expect_line() { says "$1" "$2" || fail "$1 does not say: $2"; }

# The TCP port that a process listens on: the system chose it, and not every peer tells.
listening_port() {
  local port
  port=$(listening_ports "$1" | head -n 1)
  [[ -z $port ]] || echo "$((16#$port))"
}

listening_ports() {
  local link inode
  for link in /proc/"$1"/fd/*; do
    inode=$(readlink "$link") || continue
    [[ $inode == 'socket:['* ]] || continue
    # Fields of /proc/net/tcp: 2 is ADDRESS:PORT in hexadecimal, 4 the state (0A listens), 10 the inode.
    awk -v inode="${inode//[^0-9]/}" '$4 == "0A" && $10 == inode { sub(/.*:/, "", $2); print $2 }' /proc/net/tcp
  done
}

is_listening() { [[ -n $(listening_port "$1") ]]; }

# A name that the tool does not know, or does not go by, would be the fastest once more.
if [[ $ENGINE != fastest ]]; then
  export SCHANNEL_AEAD_ENGINE=$ENGINE
  schannel bench --engines >engines
  expect_line engines "^$ENGINE  *works  *works  *works\$"
fi
