#!/usr/bin/env bash
# Builds and runs client.c with what pkg-config says: with_pkg_config.sh <compiler> <program> [<flag>...]
set -euo pipefail

compiler=$1 program=$2
shift 2

read -ra flags < <(pkg-config --cflags --libs openschannel)
"$compiler" "$@" "$(dirname "$0")/client.c" "${flags[@]}" -o "$program"
"$program"
