#!/usr/bin/env bash
# Puts the built program and its units where the units expect them, as root. It starts nothing, and a second run changes nothing but the program.
#   sudo deploy/systemd/install.sh
#   DESTDIR=DIR deploy/systemd/install.sh      below DIR, for a package or a look; needs no root, and makes no user
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
built=$(dirname -- "$(dirname -- "$here")")/node-app/target
to=${DESTDIR:-}

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit 2
}

[[ -f $built/ian.jar ]] || fail "the program is not built: run ./ian version once, as yourself"
[[ -n $to || $(id -u) == 0 ]] || fail "this needs root: sudo $0"

owner=()
[[ -n $to ]] || owner=(-o root -g root)
put() {
    local mode=$1 folder=$2
    shift 2
    install -d -m 0755 "${owner[@]}" -- "$to$folder"
    install -m "$mode" "${owner[@]}" -- "$@" "$to$folder/"
}

# Libraries of another version must not stay beside the new ones.
rm -rf -- "$to/opt/ian/lib"
put 0644 /opt/ian "$built/ian.jar"
put 0644 /opt/ian/lib "$built"/lib/*.jar
put 0755 /opt/ian/bin "$here/ian" "$here/ian-backup"
put 0644 /etc/systemd/system "$here/ian-node.service" "$here/ian-backup.service" "$here/ian-backup.timer"
install -d -m 0755 -- "$to/usr/lib/sysusers.d" "$to/usr/local/bin" "$to/etc/ian"
install -m 0644 -- "$here/ian.sysusers.conf" "$to/usr/lib/sysusers.d/ian.conf"
ln -sfn /opt/ian/bin/ian "$to/usr/local/bin/ian"

group=()
if [[ -z $to ]]; then
    systemd-sysusers /usr/lib/sysusers.d/ian.conf
    group=(-o root -g ian)
fi
if [[ -e $to/etc/ian/ian-node.env ]]; then
    printf 'kept %s\n' "$to/etc/ian/ian-node.env"
else
    install -m 0640 "${group[@]}" -- "$here/ian-node.env.example" "$to/etc/ian/ian-node.env"
fi
printf 'installed; next: systemctl daemon-reload && systemctl enable --now ian-node\n'
