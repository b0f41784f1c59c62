#!/usr/bin/env bash
# Sourced by verify-deployment.sh: what the node answers.
# shellcheck disable=SC2154 # set by verify-deployment.sh
set -euo pipefail

check_reachable() {
    local end=$((SECONDS + patience))
    ask /health/ready
    while [[ $code != 200 ]] && ((SECONDS < end)); do
        sleep 1
        ask /health/ready
    done
    if [[ $code == 000 ]]; then
        fail "reachable: $url does not answer: ${why:-no answer}"
        return 1
    fi
    pass "reachable: $url answers"
}

# reasons: what a health report in $work/body complains of.
reasons() {
    local found=''
    if has jq; then
        found=$(jq -r '[.checks[]? | select(.ok | not) | "\(.name): \(.detail)"] | join("; ")' "$work/body" 2>/dev/null) || true
    fi
    printf '%s' "${found:-$(body 600 | tr -d '\n')}"
}

check_health() {
    ask /health
    if [[ $code == 200 && $(body) == OK ]]; then
        pass "health: OK"
    else
        fail "health: $code, expected the text OK: $(body 300)"
    fi
    local kind
    for kind in live ready; do
        ask "/health/$kind"
        if [[ $code == 200 ]]; then pass "health: $kind"; else fail "health: not $kind ($code): $(reasons)"; fi
    done
}

runbook_metrics=(ian_uptime_seconds ian_sync_lag ian_peer_count ian_log_size ian_consensus_state ian_leaderboard_size
    ian_contributions_received_total ian_contributions_processed_total ian_contributions_rejected_total ian_tau_commits_total
    ian_messages_received_total ian_rate_limit_violations_total ian_invalid_messages_total ian_peer_score_banned ian_circuit_breaker_state)

check_metrics() {
    ask /metrics
    cp "$work/body" "$work/metrics"
    if [[ $code != 200 ]]; then
        fail "metrics: $code"
        return
    fi
    local bad missing=() name
    bad=$(grep -vE '^(#.*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? (-?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[-+]Inf))?$' "$work/metrics" | head -n 1) || true
    if [[ -z $bad ]]; then pass "metrics: every line can be read"; else fail "metrics: this line cannot be read: $bad"; fi
    for name in "${runbook_metrics[@]}"; do
        grep -qE "^# TYPE ${name%_total}(_total)? " "$work/metrics" || missing+=("$name")
    done
    if ((${#missing[@]} == 0)); then pass "metrics: all ${#runbook_metrics[@]} of the runbook"; else fail "metrics: missing: ${missing[*]}"; fi
    check_disk_metrics
}

check_disk_metrics() {
    local free total share
    free=$(metric ian_disk_free_bytes) total=$(metric ian_disk_total_bytes)
    if [[ -z $free || -z $total ]] || ((total == 0)); then
        [[ -n $data_dir ]] || skip "disk: the node does not say how large its disk is; name it with --data-dir"
        return
    fi
    share=$((100 - 100 * free / total))
    judge_disk "$share" "of the node's disk are used, $((free / 1000000)) MB are free"
}

# The table of the operations guide: above 70 % a warning, above 90 % critical.
judge_disk() {
    if (($1 > 90)); then fail "disk: $1 % $2"; elif (($1 > 70)); then warn "disk: $1 % $2"; else pass "disk: $1 % $2"; fi
}

check_goals() {
    local goals goal
    ask /api/v1/goals
    if [[ $code == 401 ]]; then
        skip "goals: reads are protected; name a key with --api-key-file"
        return
    fi
    goals=$(grep -o '"goal_id":"[A-Za-z0-9_]*"' "$work/body" | cut -d'"' -f4) || true
    if [[ $code != 200 || -z $goals ]]; then
        fail "goals: $code, and no goal is served: $(body 300)"
        return
    fi
    pass "goals: $(wc -w <<<"$goals") served"
    for goal in $goals; do check_goal "$goal"; done
}

check_goal() {
    local attempt finding=''
    # A contribution between two questions changes the answer: what does not agree is asked again.
    for attempt in 1 2 3; do
        finding=$(disagreement "$1")
        [[ -n $finding ]] || break
        sleep "0.$attempt"
    done
    if [[ -z $finding ]]; then pass "goal $1: status, log, leaderboard and policy agree"; else fail "goal $1: $finding"; fi
    ask "/api/v1/status/$1"
    local lag state
    lag=$(json sync_lag) state=$(json consensus_state)
    if [[ ! $lag =~ ^[0-9]+$ ]]; then
        fail "goal $1: no sync lag in $(body 300)"
    elif ((lag > 10)); then
        fail "goal $1: $lag entries behind its peers ($state)"
    elif [[ $state == DIVERGED ]]; then
        fail "goal $1: diverged from its peers"
    else
        pass "goal $1: sync lag $lag, $state"
    fi
}

# disagreement GOAL: what does not fit, or nothing.
disagreement() {
    local log_root log_size board_size active
    ask "/api/v1/status/$1"
    [[ $code == 200 ]] || { printf 'status answers %s: %s' "$code" "$(body 200)" && return; }
    log_root=$(json log_root) log_size=$(json log_size) board_size=$(json leaderboard_size) active=$(json active_policy_hash)
    [[ $log_root =~ ^[0-9a-f]{64}$ ]] || { printf 'the log root is not 64 hex digits: "%s"' "$log_root" && return; }
    ask "/api/v1/log/$1?limit=1"
    [[ $(json log_root) == "$log_root" && $(json log_size) == "$log_size" ]] || {
        printf 'status has log root %s at size %s, the log has %s at %s' "$log_root" "$log_size" "$(json log_root)" "$(json log_size)" && return
    }
    ask "/api/v1/leaderboard/$1?limit=1"
    [[ $(json total) == "$board_size" ]] || { printf 'status has %s on the leaderboard, the leaderboard has %s' "$board_size" "$(json total)" && return; }
    [[ $(json pack_hash) == "$active" ]] || { printf 'the active policy is %s, rank 1 is %s' "$active" "$(json pack_hash)" && return; }
    ((log_size > 0)) || return 0
    ask "/api/v1/proof/$1/$((log_size - 1))?tree_size=$log_size"
    [[ $(json log_root) == "$log_root" ]] || printf 'the proof of the last entry has log root %s, status has %s' "$(json log_root)" "$log_root"
}

check_posts() {
    local answer
    answer=$(curl "${curl_options[@]}" -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d '{}' "$url/api/v1/contribute" 2>/dev/null) || true
    case $answer in
        401 | 403) pass "access: a POST without key is refused" ;;
        400) if [[ $host =~ ^(localhost|127\..*|\[::1\])$ ]]; then
            warn "access: no key is asked for; whoever reaches the API can contribute (set IAN_API_KEY_FILE)"
        else
            fail "access: no key is asked for at $host, which is not this machine alone (set IAN_API_KEY_FILE)"
        fi ;;
        *) fail "access: an empty POST is answered with $answer, expected 401 or 400" ;;
    esac
}

check_peers() {
    local peers
    peers=$(metric ian_peer_count)
    if [[ -z $peers ]]; then
        fail "peers: the node does not say how many it has"
    elif [[ -n $expect_peers ]]; then
        if ((peers >= expect_peers)); then pass "peers: $peers"; else fail "peers: $peers, expected $expect_peers"; fi
    elif ((peers >= 3)); then
        pass "peers: $peers"
    else
        warn "peers: $peers; the runbook's alert fires below 3"
    fi
}

# Contributions more than 15 s ahead are ignored by every node, and tokens and certificates go by the clock too.
check_clock() {
    local there here skew
    ask /health
    there=$(sed -n 's/^[Dd]ate: *//p' "$work/headers" | tr -d '\r')
    if [[ -z $there ]] || ! there=$(date -u -d "$there" +%s 2>/dev/null); then
        skip "clock: no date in the answer that this machine can read"
        return
    fi
    here=$(date -u +%s)
    skew=$((there - here))
    if ((${skew#-} > 15)); then
        fail "clock: the node's is $skew s from this machine's; see which is wrong: timedatectl"
    elif ((${skew#-} > 5)); then
        warn "clock: the node's is $skew s from this machine's"
    else
        pass "clock: $skew s from this machine's"
    fi
}

check_certificate() {
    local place=$p2p node days end
    ask /api/v1/info
    node=$(json node_id)
    [[ -n $place ]] || place=$host:$(json p2p_port)
    [[ $place =~ :[0-9]+$ ]] || place=$host:9000
    if ! has openssl; then
        skip "certificate: openssl is not here"
        return
    fi
    if ! timeout 15 openssl s_client -connect "$place" </dev/null >"$work/tls" 2>/dev/null && ! grep -q 'BEGIN CERTIFICATE' "$work/tls"; then
        fail "certificate: no TLS at $place, where peers should reach the node"
        return
    fi
    end=$(openssl x509 -in "$work/tls" -noout -enddate 2>/dev/null | cut -d= -f2)
    days=$((($(date -u -d "$end" +%s) - $(date -u +%s)) / 86400))
    if [[ -n $node ]] && ! openssl x509 -in "$work/tls" -noout -subject | grep -q "$node"; then
        fail "certificate: the one at $place is not of this node ($node): another node listens there"
    elif ((days < 7)); then
        fail "certificate: ends in $days days ($end)"
    elif ((days < 30)); then
        warn "certificate: ends in $days days ($end)"
    else
        pass "certificate: at $place, $days days left"
    fi
}
