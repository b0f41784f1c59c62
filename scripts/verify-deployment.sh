#!/usr/bin/env bash
# Checks a running node from outside: what it answers, what it knows of itself, and where it runs. Reads only, but for one POST without a
# body that no node accepts. Goes on after a failure, prints PASS, WARN, FAIL and SKIP lines with the reason, and sums up.
#
#   scripts/verify-deployment.sh [--url URL] [--data-dir DIR] [--log-file FILE] [--container NAME] [--engine PROGRAM]
#                                [--expect-peers N] [--p2p HOST:PORT] [--api-key-file FILE] [--cacert FILE] [--wait SECONDS]
#
#   --url URL           the node's API; http://localhost:8000
#   --data-dir DIR      its data directory, where it can be seen from here (the runbook's container: /data/ian)
#   --log-file FILE     its log file; with --data-dir: DIR/logs/node.log if that exists; with --container: the one in it
#   --container NAME    the container it runs in
#   --engine PROGRAM    docker or podman; the one that is there
#   --expect-peers N    fewer connected peers are a failure; without it fewer than the runbook's 3 are a warning
#   --p2p HOST:PORT     where peers reach it; the API's host and the port that the node says it listens on
#   --api-key-file FILE key or token to read with, where reads are protected; IAN_API_KEY and IAN_API_KEY_FILE do the same
#   --cacert FILE       the certificate to trust, where the API serves TLS with its own
#   --wait SECONDS      wait so long for it to get ready; 0
#
# Needs bash and curl. Uses jq, openssl, ss and an engine where they are there; what they would show is skipped where they are not.
# Exit code 0: no failure; 1: at least one; 2: wrong usage.
set -euo pipefail

url=http://localhost:8000 data_dir='' log_file='' container='' engine='' expect_peers='' p2p='' key_file=${IAN_API_KEY_FILE:-} cacert='' patience=0

usage() {
    printf 'verify-deployment: %s\n' "$1" >&2
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
    exit 2
}

while (($# > 0)); do
    [[ $1 != --help && $1 != -h ]] || usage "usage"
    (($# > 1)) || usage "$1: expects a value"
    case $1 in
        --url) url=${2%/} ;;
        --data-dir) data_dir=$2 ;;
        --log-file) log_file=$2 ;;
        --container) container=$2 ;;
        --engine) engine=$2 ;;
        --expect-peers) expect_peers=$2 ;;
        --p2p) p2p=$2 ;;
        --api-key-file) key_file=$2 ;;
        --cacert) cacert=$2 ;;
        --wait) patience=$2 ;;
        *) usage "$1: unknown" ;;
    esac
    shift 2
done
[[ $url =~ ^https?://([^/:]+|\[[0-9a-f:]+\])(:([0-9]+))?$ ]] || usage "--url: expected such as http://localhost:8000, got $url"
host=${BASH_REMATCH[1]} port=${BASH_REMATCH[3]:-80}
[[ $url != https://* || -n ${BASH_REMATCH[3]} ]] || port=443
[[ $expect_peers =~ ^[0-9]*$ ]] || usage "--expect-peers: expected a number"
[[ $patience =~ ^[0-9]+$ ]] || usage "--wait: expected seconds"
[[ -z $p2p || $p2p =~ ^.+:[0-9]+$ ]] || usage "--p2p: expected HOST:PORT"
command -v curl >/dev/null || usage "curl is missing"

passed=0 failed=0 warned=0 skipped=0
pass() { passed=$((passed + 1)) && printf 'PASS  %s\n' "$1"; }
warn() { warned=$((warned + 1)) && printf 'WARN  %s\n' "$1"; }
fail() { failed=$((failed + 1)) && printf 'FAIL  %s\n' "$1"; }
skip() { skipped=$((skipped + 1)) && printf 'SKIP  %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# The key goes by file: command lines are seen by all users.
touch "$work/curl" && chmod 600 "$work/curl"
if [[ -n $key_file ]]; then
    [[ -r $key_file ]] || usage "--api-key-file: $key_file cannot be read"
    printf 'header = "Authorization: Bearer %s"\n' "$(<"$key_file")" >"$work/curl"
elif [[ -n ${IAN_API_KEY:-} ]]; then
    printf 'header = "Authorization: Bearer %s"\n' "$IAN_API_KEY" >"$work/curl"
fi
curl_options=(-sS --max-time 15 --noproxy '*')
[[ -z $cacert ]] || curl_options+=(--cacert "$cacert")

# ask PATH: the body into $work/body, headers into $work/headers; sets $code, 000 and $why if nothing answers.
code=000 why=''
ask() {
    code=$(curl "${curl_options[@]}" --config "$work/curl" -o "$work/body" -D "$work/headers" -w '%{http_code}' "$url$1" 2>"$work/error") || true
    why=$(tr '\n' ' ' <"$work/error")
    [[ $code != 000 ]] || : >"$work/body"
}
body() { head -c "${1:-100000000}" "$work/body" | tr -d '\000'; }

# json NAME: the first member of that name in $work/body; empty if there is none or it is null.
json() {
    if has jq; then
        jq -r "[.. | objects | select(has(\"$1\"))][0].$1 // empty" "$work/body" 2>/dev/null || true
    else
        grep -o "\"$1\":[^,}]*" "$work/body" | head -n 1 | cut -d: -f2- | tr -d '"[]' | sed 's/^null$//' || true
    fi
}
# metric NAME: the largest of its samples in $work/metrics.
metric() { awk -v name="$1" 'index($1, name) == 1 && ($1 == name || substr($1, length(name) + 1, 1) == "{") && $NF != "NaN" { if (!seen++ || $NF > max) max = $NF + 0 } END { if (seen) printf "%.0f\n", max }' "$work/metrics"; }

# shellcheck source=scripts/verify-answers.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/verify-answers.sh"
# shellcheck source=scripts/verify-place.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/verify-place.sh"

has jq || printf 'note: jq is not here; answers are read with grep, which is enough for these checks\n'
if check_reachable; then
    check_health
    check_metrics
    check_goals
    check_posts
    check_peers
    check_clock
    check_certificate
else
    skip "everything that the node has to answer"
fi
check_data
check_log
check_container
check_ports

printf '\n%d passed, %d failed, %d warnings, %d skipped\n' "$passed" "$failed" "$warned" "$skipped"
((failed == 0))
