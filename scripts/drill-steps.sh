#!/usr/bin/env bash
# What scripts/drill.sh practises: one function drill_NAME for each thing that goes wrong with node b of three, until it is mended. It is sourced
# there and uses its functions and its $root, $work, $goal, $program, $api, $peers, $pid and $environment.
# shellcheck disable=SC2154 # set by drill.sh
set -euo pipefail

[[ ${BASH_SOURCE[0]} != "$0" ]] || { printf 'drill-steps: run scripts/drill.sh\n' >&2 && exit 2; }

flip() {
    local file=$1 at=$2 byte
    byte=$(od -An -tu1 -j "$at" -N 1 "$file")
    # shellcheck disable=SC2059 # the octal digits are the format
    printf "\\$(printf '%03o' $((byte ^ 0x55)))" | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
}

# Where wrong clocks can be had: the library that shows one to a program. Durations stay right; the fix it has for them keeps Java's waits spinning.
wrong_clock() { "$root/.ci/tool" libfaketime 2>/dev/null; }
clock_shifted() { printf 'LD_PRELOAD=%s FAKETIME=%s FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0' "$1" "$2"; }

drill_segment() {
    local segment=$work/b/goals/$goal/log/00000000.segment
    contribute b 15
    healthy
    finish b
    flip "$segment" $(($(stat -c %s "$segment") / 2))
    say "one byte in the middle of $(basename "$segment") is another one now"
    ! ian log verify --data-dir "$work/b" >"$work/verify.out" 2>&1 || wrong "log verify found nothing"
    say "log verify: $(grep -m 1 -i segment "$work/verify.out")"
    start b
    await "node b says that the goal is damaged" unready_for damaged
    say "the node started, serves, and is not ready: the goal is damaged"
    finish b
    ian log repair --from-peers --data-dir "$work/b" --p2p-seed-nodes "tcp://127.0.0.1:${peers[a]}" | sed 's/^/    /'
    up b
}

drill_state() {
    contribute b 10
    finish b KILL
    rm "$work/b/node_state.json"
    say "killed, and node_state.json is gone"
    up b
    [[ -f $work/b/node_state.json ]] || wrong "node_state.json was not made again"
}

drill_directory() {
    local before
    before=$(jq -r .node_id "$work/b/identity.json")
    rm -f "$work/backup.tar.gz"
    ian backup create --data-dir "$work/b" --output "$work/backup.tar.gz" | sed 's/^/    /'
    contribute b 10
    await "the three nodes have one root" agree
    finish b KILL
    rm -r "${work:?}/b"
    say "killed, and the whole data directory is gone"
    ian backup restore "$work/backup.tar.gz" --data-dir "$work/b" | sed 's/^/    /'
    up b
    [[ $(jq -r .node_id "$work/b/identity.json") == "$before" ]] || wrong "the node has become another one"
    say "the same node id, and what came after the backup came from peers"
}

drill_certificate() {
    local library
    library=$(wrong_clock)
    finish b
    rm -r "$work/b/certs"
    env LD_PRELOAD="$library" FAKETIME=-800d FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 "$program" cert new --data-dir "$work/b" --output-dir "$work/b/certs" >/dev/null
    ! ian cert show --data-dir "$work/b" >"$work/cert.out" 2>&1 || wrong "cert show finds it good"
    say "cert show: $(head -n 1 "$work/cert.out")"
    up b
    ian cert show --data-dir "$work/b" >/dev/null || wrong "the certificate was not renewed at the start"
    say "renewed at the start"
    ian cert rotate --data-dir "$work/b" | sed 's/^/    /'
    contribute b 5
}

drill_disk() {
    finish b
    mkdir -p "$work/small"
    mount -t tmpfs -o size=48m tmpfs "$work/small"
    cp -a "$work/b/." "$work/small/"
    mv "$work/b" "$work/b-aside"
    ln -s "$work/small" "$work/b"
    up b
    contribute b 5
    head -c 60m /dev/zero >"$work/small/filler" 2>/dev/null || true
    say "the disk is full"
    await "node b is not ready" unready_for 'disk|full|space'
    local status
    status=$(curl -s -o /dev/null -w '%{http_code}' -d "$(ian sample --seed 1 --count 1)" -H 'Content-Type: application/json' "$(url b)/api/v1/contribute")
    [[ $status == 503 ]] || wrong "a contribution was answered with $status"
    get b "/api/v1/status/$goal" >/dev/null || wrong "reads are not answered"
    say "503 for contributions, not ready, reads go on"
    ! ian doctor --data-dir "$work/b" >"$work/doctor.out" 2>&1 || wrong "doctor finds nothing"
    say "doctor: $(grep -m 1 -iE 'FAIL.*(disk|free)' "$work/doctor.out")"
    rm "$work/small/filler"
    await "node b is ready" ready b
    contribute b 5
    healthy
    finish b
    rm "$work/b"
    cp -a "$work/small" "$work/b"
    rm -r "$work/b-aside"
    umount "$work/small"
    up b
}

drill_clock() {
    local library
    library=$(wrong_clock)
    finish b
    environment[b]=$(clock_shifted "$library" -10m)
    up b
    await "node b knows that its clock is off" skewed
    say "ian_clock_skew_seconds $(get b /metrics | awk '/^ian_clock_skew_seconds/ { print $2 }')"
    local shifted
    read -r -a shifted <<<"${environment[b]}"
    ! env "${shifted[@]}" "$program" doctor --data-dir "$work/b" >"$work/doctor.out" 2>&1 || wrong "doctor finds nothing"
    say "doctor: $(grep -m 1 -iE '(FAIL|WARN).*clock' "$work/doctor.out")"
    contribute b 5
    finish b
    environment[b]=''
    say "the clock is right again"
    up b
}

skewed() { get b /metrics | awk '/^ian_clock_skew_seconds/ { off = $2 < 0 ? -$2 : $2 } END { exit !(off > 500 && off < 700) }'; }

drill_port() {
    local other code=0
    finish b
    "$program" tau dev-node --port "${api[b]}" >"$work/other.out" 2>&1 </dev/null &
    other=$!
    await "somebody else has the port" bash -c "exec 3<>/dev/tcp/127.0.0.1/${api[b]}"
    start b
    wait "${pid[b]}" || code=$?
    ((code == 2)) || wrong "the node ended with $code"
    say "the node ends with 2: $(tail -n 1 "$work/b.out")"
    ! ian doctor --data-dir "$work/b" --api-port "${api[b]}" >"$work/doctor.out" 2>&1 || wrong "doctor finds nothing"
    say "doctor: $(grep -m 1 "FAIL.*${api[b]}" "$work/doctor.out")"
    kill "$other"
    wait "$other" 2>/dev/null || true
    up b
}

drill_ban() {
    local id
    id=$(jq -r .node_id "$work/b/identity.json")
    ian peer ban "$id" --hours 24 --data-dir "$work/a" | sed 's/^/    /'
    contribute b 5
    ian peer list --data-dir "$work/a" | grep -i -m 1 -A 3 ban | sed 's/^/    /'
    ian peer unban "$id" --data-dir "$work/a" | sed 's/^/    /'
    await "node b has node a as a peer again" peered
}

peered() { get b /api/v1/peers | jq -e --arg id "$(jq -r .node_id "$work/a/identity.json")" '.data.peers | any(.node_id == $id)'; }
