#!/bin/sh
# Assembles every .wat here into one list: name, expected reason, module in base64. Needs wabt.
# Usage: make.sh [--check]   (--check only compares with what is in the tree)
set -eu
cd "$(dirname "$0")"
list=../resources/network/ian/wasm/hostile/modules.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for source in *.wat; do
    name=${source%.wat}
    reason=$(sed -n '1s/^;; //p' "$source")
    # --no-check: most are meant to be invalid.
    wat2wasm --no-check --enable-all "$source" -o "$work/module.wasm"
    printf '%s|%s|%s\n' "$name" "$(base64 -w0 "$work/module.wasm")" "$reason"
done > "$work/modules.txt"
if [ "${1:-}" = --check ]; then
    cmp "$work/modules.txt" "$list"
else
    mkdir -p "$(dirname "$list")"
    mv "$work/modules.txt" "$list"
fi
