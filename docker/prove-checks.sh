#!/usr/bin/env bash
# How the steps of docker/prove-steps.sh check, wait and ask; it is sourced there.
# shellcheck disable=SC2034,SC2154 # counted for, and set by, prove-image.sh
set -euo pipefail

passed=0 failed=0

# Quiet about health check timers, for which it would need systemd.
docker() { podman --log-level fatal "$@"; }

# check NAME COMMAND...: PASS if the command succeeds; what it printed if not.
check() {
    local name=$1 out
    shift
    if out=$("$@" 2>&1); then
        passed=$((passed + 1))
        printf 'PASS  %s\n' "$name"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n%s\n' "$name" "$(tail -n 15 <<<"$out" | sed 's/^/      /')"
    fi
}

step() {
    printf '\n== %s\n' "$1"
    "$2" || check "$1 was gone through" false
}

# until SECONDS COMMAND...
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || { printf 'not within the time: %s\n' "$*" && "$@"; return; }
        sleep 0.1
    done
}

ready() { curl -fsS -o /dev/null "$api/health/ready"; }

equal() { [[ $1 == "$2" ]] || { printf 'expected "%s", got "%s"\n' "$2" "$1" && return 1; }; }

matches() { [[ $1 =~ $2 ]] || { printf 'no "%s" in: %s\n' "$2" "$1" && return 1; }; }

# status PORT FIELD: of the demo goal, as the node with its API on that port says it.
status() { curl -sS "http://localhost:$1/api/v1/status/$goal" | jq -r ".data.$2"; }

health_text() { curl -sS "$api/health"; }

remove_containers() { docker rm -f -i ian-node ian-node-new ian-other ian-tau >/dev/null 2>&1 || true; }

millis() { date +%s%3N; }
