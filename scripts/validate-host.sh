#!/usr/bin/env bash
# Sourced by validate-env.sh: what docker-compose.yml wants, and the host.
# shellcheck disable=SC2154 # set by validate-env.sh
set -euo pipefail

check_compose() {
    check_password
    check_published
    check_memory
    check_mounts
}

check_password() {
    local password
    password=$(value GRAFANA_ADMIN_PASSWORD)
    if [[ -z $password ]]; then
        fail "grafana: GRAFANA_ADMIN_PASSWORD is empty; --generate makes one"
    elif ((${#password} < 12)) || [[ $password == *admin* || $password == *password* ]]; then
        fail "grafana: GRAFANA_ADMIN_PASSWORD is shorter than 12 characters or a common word"
    else
        pass "grafana: a password of ${#password} characters"
    fi
}

check_published() {
    local name port address
    local -A taken=()
    for name in PUBLISH_API_PORT PUBLISH_P2P_PORT PUBLISH_WS_PORT PUBLISH_PROMETHEUS_PORT PUBLISH_GRAFANA_PORT; do
        whole "$name" 1 65535
        port=$(value "$name")
        [[ $port =~ ^[0-9]{1,5}$ ]] || continue
        [[ -z ${taken[$port]:-} ]] || fail "$name: port $port is that of ${taken[$port]} already"
        taken[$port]=$name
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            warn "$name: something listens on port $port already: this deployment if it is running, else ss -ltnp 'sport = :$port' says what"
        fi
    done
    address=$(value PUBLISH_ADDRESS)
    case ${address:-127.0.0.1} in
        127.0.0.1) pass "published on 127.0.0.1" ;;
        *[!0-9.]*) fail "PUBLISH_ADDRESS: expected an IPv4 address, got \"$address\"" ;;
        *) warn "published on $address: port 8000 speaks plain HTTP there; put TLS in front of it, and open port 9000 only to peers" ;;
    esac
}

# megabytes TEXT: of docker's sizes; empty if it is none.
megabytes() {
    [[ $1 =~ ^([0-9]{1,6})([kKmMgG])[bB]?$ ]] || return 0
    case ${BASH_REMATCH[2]} in
        k | K) printf '%d' $((BASH_REMATCH[1] / 1024)) ;;
        m | M) printf '%d' "${BASH_REMATCH[1]}" ;;
        *) printf '%d' $((BASH_REMATCH[1] * 1024)) ;;
    esac
}

check_memory() {
    local name size total=0 there
    for name in NODE_MEMORY PROMETHEUS_MEMORY GRAFANA_MEMORY; do
        [[ -n $(value "$name") ]] || continue
        size=$(megabytes "$(value "$name")")
        if [[ -z $size ]]; then
            fail "$name: expected a size such as 512m or 4g, got \"$(value "$name")\""
            continue
        fi
        [[ $name != NODE_MEMORY ]] || ((size >= 512)) || fail "NODE_MEMORY: $(value NODE_MEMORY) is less than the 512m that a node needs"
        if [[ $name == NODE_MEMORY ]]; then total=$((total + 3 * size)); else total=$((total + size)); fi
    done
    there=$(awk '/^MemTotal:/ { printf "%d", $2 / 1024 }' /proc/meminfo)
    if ((total > there)); then
        warn "memory: the limits add up to $total MiB, the host has $there MiB"
    else
        pass "memory: limits of $total MiB, the host has $there MiB"
    fi
}

# Files of this folder that are mounted: docker makes an empty directory of what is missing, and the container fails in a way that is hard to read.
check_mounts() {
    local path before=$failed
    while IFS= read -r path; do
        [[ -e $folder/$path ]] || fail "mounts: $folder/$path is missing"
    done < <(sed -n 's/^ *- \(\.\/[^:]*\):.*/\1/p' "$folder/docker-compose.yml")
    ((failed > before)) || pass "mounts: all there"
}

check_host() {
    local cores memory clock limit
    cores=$(nproc)
    if ((cores >= 2)); then pass "host: $cores processors"; else warn "host: $cores processor, 2 are advised"; fi
    memory=$(awk '/^MemTotal:/ { printf "%d", $2 / 1024 }' /proc/meminfo)
    if ((memory >= 3800)); then pass "host: $memory MiB of memory"; else warn "host: $memory MiB of memory, 4 GB are advised"; fi
    check_data_directory
    if has timedatectl && clock=$(timedatectl show -p NTPSynchronized --value 2>/dev/null) && [[ -n $clock ]]; then
        if [[ $clock == yes ]]; then pass "host: the clock is synchronised"; else warn "host: the clock is not synchronised; nodes ignore what is more than 15 s ahead: timedatectl set-ntp true"; fi
    else
        skip "host: whether the clock is synchronised cannot be seen here"
    fi
    limit=$(ulimit -n)
    if [[ $limit == unlimited ]] || ((limit >= 1024)); then pass "host: $limit open files"; else warn "host: only $limit open files are allowed: ulimit -n"; fi
    ((compose)) || return 0
    if has docker || has podman; then pass "host: a container engine"; else warn "host: neither docker nor podman is here"; fi
}

# A directory that the file names, else the runbook's if it is there.
check_data_directory() {
    local data free probe
    data=$(value IAN_DATA_DIR)
    if ((compose)) && [[ -z $data ]]; then
        data=$(docker info --format '{{.DockerRootDir}}' 2>/dev/null) || data=
        [[ -d $data ]] || data=$folder
    elif [[ -z $data ]]; then
        data=/data/ian
        [[ -d $data ]] || { skip "data: no IAN_DATA_DIR in the file" && return; }
    elif [[ ! -d $data ]]; then
        fail "data: $data is not a directory: install -d -o $node_uid -g $node_uid -m 0750 $data"
        return
    fi
    if ((!compose)); then
        if ! probe=$(mktemp -- "$data/.validate-env.XXXXXX" 2>/dev/null); then
            fail "data: $data cannot be written to by uid $(id -u): read-only, full, or of another user: chown -R $node_uid:$node_uid $data"
        elif ! printf x >"$probe" 2>/dev/null; then
            rm -f -- "$probe"
            fail "data: the disk of $data is full"
        else
            rm -f -- "$probe"
            pass "data: $data can be written to"
        fi
    fi
    free=$(df -Pm -- "$data" | awk 'NR == 2 { print $4 }')
    if ((free < 1024)); then
        fail "data: only $free MB free at $data; a node takes nothing below 512 MB"
    elif ((free < 51200)); then
        warn "data: $free MB free at $data, 50 GB are advised"
    else
        pass "data: $free MB free at $data"
    fi
}
