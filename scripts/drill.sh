#!/usr/bin/env bash
# Practises recovery: three nodes on this machine, eight things that go wrong with one of them, each mended with the runbook's own commands.
# After each, every contribution that was ever acknowledged must be in the log of all three, under one root.
#
#   scripts/drill.sh [DRILL ...]    all of them, or those named
#   DRILL_DIR                      where to work (default: a new folder below /tmp, removed if all is well);
#                                  after a drill that failed: its folder after-1 and so on
#   DRILL_PROGRAM                  the program (default: ./ian of this clone)
#
# Needs bash, curl, jq; root or user namespaces for the small disk, libfaketime for wrong clocks: without them those drills are skipped and say so.
# A drill that fails is reported, what its nodes left is kept, and the next ones go on with three new nodes.
# Ends with "n passed, n failed, n skipped" and 0 if none failed.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
program=${DRILL_PROGRAM:-$root/ian}
all=(segment state directory certificate disk clock port ban)
goal=DEMO_TRADING_AGENT
patience=120

for drill in "$@"; do
    if [[ " ${all[*]} " != *" $drill "* ]]; then
        [[ $drill == --help || $drill == -h ]] || printf 'drill: %s: there is no such drill\n' "$drill" >&2
        sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
        printf 'Drills: %s\n' "${all[*]}" >&2
        exit 2
    fi
done

# A small disk is mounted in a namespace of its own: nothing of it is left, and no root is needed where users may have namespaces.
if [[ -z ${DRILL_INSIDE:-} ]]; then
    export DRILL_INSIDE=mount
    if unshare --user --map-root-user --mount true 2>/dev/null; then
        exec unshare --user --map-root-user --mount "$0" "$@"
    elif unshare --mount true 2>/dev/null; then
        exec unshare --mount "$0" "$@"
    fi
    DRILL_INSIDE=no-mount
fi

# Of those before a drill that failed, where this goes on after one.
passed=${DRILL_PASSED:-0} failed=${DRILL_FAILED:-0} skipped=${DRILL_SKIPPED:-0}
work=${DRILL_DIR:-}
[[ -z $work ]] || ((failed == 0)) || work=$work/after-$failed
[[ -n $work ]] || work=$(mktemp -d /tmp/ian-drill-XXXXXX)
mkdir -p "$work"
acknowledged=$work/acknowledged
: >"$acknowledged"
drill=''
left=() interrupted=0
declare -A pid=() api=() peers=() environment=()
batch=$RANDOM

ian() { "$program" "$@"; }
say() { printf '    %s\n' "$*"; }
wrong() { printf '    NOT AS IT SHOULD BE: %s\n' "$*" >&2; exit 1; }

await() {
    local what=$1 deadline=$((SECONDS + patience))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || wrong "$what, after $patience s"
        sleep 0.3
    done
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s' "$port" && return; }
    done
}

url() { printf 'http://127.0.0.1:%s' "${api[$1]}"; }
get() { curl -sf --max-time 10 "$(url "$1")$2"; }
root_of() { get "$1" "/api/v1/status/$goal" | jq -r .data.log_root; }
ready() { get "$1" /health/ready; }
unready_for() { ! ready b && curl -s "$(url b)/health/ready" | grep -qiE "$1"; }
runs() { kill -0 "${pid[$1]}"; }

start() {
    local node=$1 seeds=() shifted=()
    read -r -a shifted <<<"${environment[$node]:-}"
    [[ $node == a ]] || seeds=(--p2p-seed-nodes "tcp://127.0.0.1:${peers[a]}")
    env "${shifted[@]}" "$program" run --data-dir "$work/$node" --log-dir "$work/logs-$node" --api-port "${api[$node]}" \
        --p2p-port "${peers[$node]}" --p2p-ws-port 0 --p2p-listen-host 127.0.0.1 "${seeds[@]}" >>"$work/$node.out" 2>&1 </dev/null &
    pid[$node]=$!
}

up() {
    start "$1"
    await "node $1 is ready" ready "$1"
}

finish() {
    ! runs "$1" 2>/dev/null || kill "-${2:-TERM}" "${pid[$1]}"
    wait "${pid[$1]}" 2>/dev/null || true
}

# Posts contributions to a node and remembers what it acknowledged.
contribute() {
    local node=$1 count=$2 line answer before after
    before=$(wc -l <"$acknowledged")
    batch=$((batch + 1))
    while read -r line; do
        answer=$(curl -s --max-time 30 -H 'Content-Type: application/json' -d "$line" "$(url "$node")/api/v1/contribute") || continue
        jq -r 'select(.data.accepted == true) | .data.contribution_id' <<<"$answer" >>"$acknowledged"
    done < <(ian sample --seed "$batch" --count "$count")
    after=$(wc -l <"$acknowledged")
    ((after > before)) || wrong "node $node acknowledged nothing"
    say "$((after - before)) contributions acknowledged by node $node"
}

agree() {
    local first
    first=$(root_of a) && [[ $first == "$(root_of b)" && $first == "$(root_of c)" ]]
}

# All is well: everybody ready, one root, and nothing lost.
healthy() {
    local node id lost=0
    for node in a b c; do await "node $node is ready" ready "$node"; done
    await "the three nodes have one root" agree
    while read -r id; do
        get b "/api/v1/proof/$goal/by-id/$id" >/dev/null || lost=$((lost + 1))
    done <"$acknowledged"
    ((lost == 0)) || wrong "$lost acknowledged contributions are lost"
    say "healthy: one root on three nodes, $(wc -l <"$acknowledged") acknowledged contributions proved, none lost"
}

# shellcheck source=scripts/drill-steps.sh
source "$root/scripts/drill-steps.sh"

end() {
    local code=$? node
    trap - EXIT
    for node in "${!pid[@]}"; do kill -KILL "${pid[$node]}" 2>/dev/null || true; done
    wait 2>/dev/null || true
    ! mountpoint -q "$work/small" 2>/dev/null || umount "$work/small"
    if ((code != 0)); then
        failed=$((failed + 1))
        printf 'failed: %s; what the nodes left is in %s\n' "${drill:-the start of three nodes}" "$work"
    fi
    if ((code != 0 && interrupted == 0 && ${#left[@]} > 0)); then
        export DRILL_PASSED=$passed DRILL_FAILED=$failed DRILL_SKIPPED=$skipped
        exec "$0" "${left[@]}"
    fi
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [[ -n ${DRILL_DIR:-} || $code -ne 0 ]] || rm -rf -- "$work"
    ((failed == 0)) || exit 1
}
trap 'interrupted=1; exit 130' INT TERM
trap end EXIT

for node in a b c; do
    api[$node]=$(free_port)
    peers[$node]=$(free_port)
done
printf 'three nodes, in %s\n' "$work"
for node in a b c; do up "$node"; done
contribute a 10

possible() {
    case $1 in
        certificate | clock) wrong_clock >/dev/null || { printf 'skipped: %s: libfaketime is not to be had\n' "$1" && return 1; } ;;
        disk) [[ $DRILL_INSIDE == mount ]] || { printf 'skipped: %s: neither root nor user namespaces\n' "$1" && return 1; } ;;
    esac
}

(($# > 0)) || set -- "${all[@]}"
while (($# > 0)); do
    drill=$1
    shift
    left=("$@")
    possible "$drill" || { skipped=$((skipped + 1)) && continue; }
    printf '%s\n' "$drill"
    "drill_$drill"
    healthy
    printf 'passed: %s\n' "$drill"
    passed=$((passed + 1))
done
drill=''
