#!/usr/bin/env bash
# Takes a backup of a node, running or stopped, verifies it, and then removes old ones. The runbook's ./backup.sh.
#
#   scripts/backup.sh [--to DIR] [--keep N] [--container NAME] [--engine PROGRAM]
#   scripts/backup.sh [--to DIR] [--keep N] --data-dir DIR
#
#   --to DIR          where the archives go, ian-backup-<UTC time>.tar.gz, mode 0600; ./backups
#   --keep N          keep the newest N, at least 1; 7. Nothing is removed unless the new one has been verified
#   --container NAME  the node's container; ian-node
#   --engine PROGRAM  docker or podman; the one that is there
#   --data-dir DIR    the data directory of a node without container; `ian` is IAN_PROGRAM, the one on the PATH, or ./ian
#
# An archive holds the node's key: keep it as you keep that. Exit code 0: taken and verified; 1: not, and nothing was removed; 2: wrong usage.
set -euo pipefail

to=backups keep=7 container=ian-node engine='' data_dir=''

usage() {
    printf 'backup: %s\n' "$1" >&2
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
    exit 2
}

while (($# > 0)); do
    [[ $1 != --help && $1 != -h ]] || usage "usage"
    (($# > 1)) || usage "$1: expects a value"
    case $1 in
        --to) to=$2 ;;
        --keep) keep=$2 ;;
        --container) container=$2 ;;
        --engine) engine=$2 ;;
        --data-dir) data_dir=$2 ;;
        *) usage "$1: unknown" ;;
    esac
    shift 2
done
[[ $keep =~ ^[1-9][0-9]{0,5}$ ]] || usage "--keep: expected a number of 1 or more"

fail() {
    printf 'backup: %s\n' "$1" >&2
    exit 1
}

(umask 077 && mkdir -p -- "$to")
to=$(readlink -f -- "$to")
name=ian-backup-$(date -u +%Y%m%dT%H%M%SZ).tar.gz
[[ ! -e $to/$name ]] || fail "$to/$name is there already; one backup a second is enough"
part=$(mktemp -d -- "$to/.part.XXXXXX")
trap 'rm -rf -- "$part"' EXIT
made=$part/archive
mkdir -m 0700 -- "$made"

# ian ARGUMENTS: the program, which sees the data at $data and the archive in $place.
if [[ -n $data_dir ]]; then
    [[ -d $data_dir ]] || fail "$data_dir is not a directory"
    program=${IAN_PROGRAM:-$(command -v ian || printf '%s' "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../ian")}
    data=$data_dir place=$made
    ian() { "$program" "$@"; }
else
    for candidate in ${engine:-docker podman}; do
        if command -v "$candidate" >/dev/null; then engine=$candidate && break; fi
    done
    command -v "${engine:-docker}" >/dev/null || fail "neither docker nor podman is here; name a --data-dir"
    image=$("$engine" inspect --format '{{.Config.Image}}' "$container" 2>/dev/null) || fail "$engine knows no container $container"
    data=/data place=/backup
    # The program in the container runs as uid 1000. Only this script's user gets into the folder above, which mktemp made.
    chmod 0777 "$made"
    source=$("$engine" inspect --format \
        '{{range .Mounts}}{{if eq .Destination "/data"}}{{if eq .Type "volume"}}{{.Name}}{{else}}{{.Source}}{{end}}{{end}}{{end}}' "$container")
    [[ -n $source ]] || fail "$container has nothing mounted at /data"
    options=(--rm --volume "$source:/data" --volume "$made:/backup")
    # In the node's network, as it is asked at its own address; a stopped one has none.
    [[ $("$engine" inspect --format '{{.State.Running}}' "$container") != true ]] || options+=(--network "container:$container")
    ian() { "$engine" run "${options[@]}" "$image" "$@"; }
fi

ian backup create --data-dir "$data" --output "$place/$name" || fail "no backup was taken; those in $to are as they were"
ian backup verify "$place/$name" || fail "the backup does not verify and was not kept; those in $to are as they were"
[[ -f $made/$name && ! -L $made/$name ]] || fail "the program left no archive; those in $to are as they were"
mv -- "$made/$name" "$to/$name"
if [[ $(id -u) == 0 ]]; then chown "$(id -u):$(id -g)" "$to/$name"; fi
chmod 0600 "$to/$name" 2>/dev/null || true
sync -- "$to/$name" "$to"
printf 'backup: %s, verified\n' "$to/$name"

# The names sort by time, and the newest is the one that was verified just now.
mapfile -t all < <(find "$to" -maxdepth 1 -type f -regextype posix-extended -regex '.*/ian-backup-[0-9]{8}T[0-9]{6}Z\.tar\.gz' | sort)
for ((i = 0; i < ${#all[@]} - keep; i++)); do
    [[ ${all[i]} != "$to/$name" ]] || continue
    rm -- "${all[i]}"
    printf 'backup: removed %s\n' "${all[i]}"
done
