#!/bin/sh
# Writes the command lists of the specification's test suite anew, from Debian's source packages (README.md).
# Needs apt-get with deb-src lines for bookworm and trixie, node 20 and wabt. Usage: make.sh [DIRECTORY_OF_THE_SOURCE_TARS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lists=$here/../resources/network/ian/wasm/spec
tars=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
if [ -z "$tars" ]; then
    tars=$work
    apt-get source --download-only mozjs128=128.14.0-1~deb13u1 binaryen=108-1
fi
(cd "$tars" && sha256sum -c - <<'SUMS'
41cca35149710ce45fbabc5fefcf86a01fdf833fdb783941964fca3a55fb72dd  mozjs128_128.14.0.orig.tar.xz
7fea5013da7f98daeeb6a0a60333e8aa917bcb0b1b418ba8531fe710d09041f2  binaryen_108.orig.tar.gz
SUMS
)
tar xf "$tars/mozjs128_128.14.0.orig.tar.xz" --wildcards '*/jit-test/tests/wasm/spec/spec/*'
tar xf "$tars/binaryen_108.orig.tar.gz" --wildcards '*/test/spec/*'
rm -rf "$lists/spidermonkey" "$lists/binaryen"
node "$here/record.mjs" firefox-128.14.0/js/src/jit-test/tests/wasm/spec/spec "$lists/spidermonkey"
node "$here/record.mjs" binaryen-version_108/test/spec "$lists/binaryen" \
    align binary-leb128 binary br_table data exports imports memory_trap select unreached-invalid utf8-custom-section-id
(cd "$lists" && find . -type f -name '*.gz' | LC_ALL=C sort | sed 's|^\./||' > index.txt)
