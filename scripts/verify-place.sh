#!/usr/bin/env bash
# Sourced by verify-deployment.sh: where the node runs - its files, its log, its container, its ports.
# shellcheck disable=SC2154,SC2016 # set by verify-deployment.sh; expanded inside the container
set -euo pipefail

check_data() {
    if [[ -z $data_dir ]]; then
        skip "data: name the directory with --data-dir"
        return
    fi
    if [[ ! -d $data_dir ]]; then
        fail "data: $data_dir is not a directory"
        return
    fi
    if [[ -w $data_dir ]]; then
        pass "data: $data_dir is writable"
    elif [[ $(stat -c %u "$data_dir") == "$(id -u)" || $(id -u) == 0 ]]; then
        fail "data: $data_dir is not writable: read-only, or its mode is $(stat -c %a "$data_dir")"
    else
        skip "data: $data_dir is not this user's; whether the node can write there only its user can say"
    fi
    check_owner
    local used
    used=$(df -P -- "$data_dir" | awk 'NR == 2 { sub("%", "", $5); print $5 }')
    judge_disk "$used" "of the disk of $data_dir are used"
    check_secret_files
}

check_owner() {
    local owner stranger
    owner=$(stat -c %u "$data_dir")
    stranger=$(find "$data_dir" -maxdepth 3 ! -uid "$owner" ! -name lost+found -print -quit 2>/dev/null) || true
    if [[ -z $stranger ]]; then
        pass "data: all of it belongs to uid $owner"
    else
        fail "data: $stranger belongs to another user than $data_dir: chown -R $owner $data_dir"
    fi
}

check_secret_files() {
    local file open=()
    if [[ ! -e $data_dir/identity.json ]]; then
        fail "data: there is no identity.json in $data_dir: it is not the data directory of a node that has run"
        return
    fi
    for file in identity.json admin.token tokens.json certs/node_key.pem certs/api_key.pem; do
        [[ ! -e $data_dir/$file || $(stat -c %a "$data_dir/$file") == ?00 ]] || open+=("$file")
    done
    if ((${#open[@]} == 0)); then pass "data: secrets are closed to other users"; else fail "data: open to other users: ${open[*]}: chmod 600"; fi
}

# The present life of the node has written to it, and its last line is whole.
check_log() {
    local file=$log_file last changed started up
    [[ -n $file || -z $data_dir || ! -e $data_dir/logs/node.log ]] || file=$data_dir/logs/node.log
    if [[ -n $file ]]; then
        if [[ ! -s $file ]]; then
            fail "log: $file is missing or empty"
            return
        fi
        last=$(tail -n 1 "$file") changed=$(stat -c %Y "$file")
    elif [[ -n $container ]] && has_engine; then
        if ! last=$("$engine" exec "$container" sh -c 'tail -n 1 "$IAN_LOG_DIR/node.log"' 2>/dev/null) || [[ -z $last ]]; then
            fail "log: no node.log in the container's log directory"
            return
        fi
        changed=$("$engine" exec "$container" sh -c 'stat -c %Y "$IAN_LOG_DIR/node.log"')
        file="node.log of $container"
    else
        skip "log: name the file with --log-file"
        return
    fi
    if [[ ! $last =~ ^\{\"timestamp\":.*\}$ ]]; then
        fail "log: the last line of $file is not JSON: ${last:0:200}"
        return
    fi
    if [[ ! -s $work/metrics ]]; then
        skip "log: whether $file grows, as the node does not say since when it runs"
        return
    fi
    up=$(metric ian_uptime_seconds)
    started=$(($(date +%s) - up))
    if ((changed + 60 >= started)); then
        pass "log: $file has been written since the node's start"
    else
        fail "log: $file has not been written since the node's start, $up s ago"
    fi
}

has_engine() {
    local candidate
    for candidate in ${engine:-docker podman}; do
        if has "$candidate"; then
            engine=$candidate
            return
        fi
    done
    return 1
}

check_container() {
    if [[ -z $container ]]; then
        skip "container: name it with --container"
        return
    fi
    if ! has_engine; then
        fail "container: neither docker nor podman is here"
        return
    fi
    local running user read_only
    if ! running=$("$engine" inspect --format '{{.State.Running}}' "$container" 2>/dev/null); then
        fail "container: $engine knows no container $container"
        return
    fi
    if [[ $running != true ]]; then
        fail "container: $container is not running; $engine logs --tail 50 $container says why"
        return
    fi
    pass "container: $container is running"
    user=$("$engine" exec "$container" id -u 2>/dev/null) || user='?'
    if [[ $user == 0 ]]; then fail "container: the node runs as root"; else pass "container: the node runs as uid $user"; fi
    read_only=$("$engine" inspect --format '{{.HostConfig.ReadonlyRootfs}}' "$container")
    if [[ $read_only == true ]]; then pass "container: its root is read-only"; else warn "container: its root is writable; --read-only --tmpfs /tmp closes it"; fi
}

check_ports() {
    local listening unexpected
    if [[ -n $container ]] && has_engine && "$engine" inspect "$container" >/dev/null 2>&1; then
        listening=$("$engine" port "$container" 2>/dev/null | sed 's#/.*##' | sort -un) || true
    elif [[ -s $work/metrics && $host =~ ^(localhost|127\..*)$ ]] && has ss; then
        listening=$(ports_of_process)
        if [[ -z $listening ]]; then
            skip "ports: which process serves port $port cannot be seen by this user"
            return
        fi
    else
        skip "ports: the node does not run where this can see them"
        return
    fi
    local p2p_port=${p2p##*:} stream_port=''
    if [[ -s $work/metrics ]]; then
        ask /api/v1/info
        stream_port=$(json stream_port)
        p2p_port=${p2p_port:-$(json p2p_port)}
    fi
    unexpected=$(grep -vxE "8000|9000|9001|$port|${p2p_port:-9000}|${stream_port:-9001}" <<<"$listening" | tr '\n' ' ') || true
    if [[ -z ${unexpected// /} ]]; then
        pass "ports: only documented ones: $(tr '\n' ' ' <<<"$listening")"
    else
        fail "ports: not documented: $unexpected"
    fi
}

# Ports on which the process that serves the API listens for others than this machine's loopback, and the API's.
ports_of_process() {
    local table pid
    table=$(ss -ltnpH 2>/dev/null) || return 0
    pid=$(awk -v port=":$port" 'substr($4, length($4) - length(port) + 1) == port' <<<"$table" | grep -o 'pid=[0-9]*' | head -n 1) || return 0
    grep -w "$pid" <<<"$table" | awk '{ sub(".*:", "", $4); print $4 }' | sort -un
}
