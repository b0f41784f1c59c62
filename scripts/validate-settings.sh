#!/usr/bin/env bash
# Sourced by validate-env.sh: the file, the secrets, and what it sets.
# shellcheck disable=SC2154,SC2004 # set by validate-env.sh; values is an associative array there
set -euo pipefail

make_env_file() {
    [[ ! -e $env_file ]] || return 0
    if [[ ! -r $folder/.env.example ]]; then
        fail "$env_file is missing, and so is $folder/.env.example, from which it could be made"
        return
    fi
    (umask 077 && cp -- "$folder/.env.example" "$env_file.part" && chmod 600 "$env_file.part")
    mv -- "$env_file.part" "$env_file"
    made "$env_file, from .env.example"
}

read_env_file() {
    if [[ ! -r $env_file ]]; then
        fail "file: $env_file is missing or cannot be read: copy .env.example, or let --generate make it"
        return
    fi
    local line name number=0 before=$failed
    while IFS= read -r line || [[ -n $line ]]; do
        number=$((number + 1))
        [[ -n ${line//[[:space:]]/} && ! $line =~ ^[[:space:]]*# ]] || continue
        if [[ ! $line =~ ^([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]]; then
            fail "file: line $number is not NAME=VALUE: ${line:0:60}"
            continue
        fi
        name=${BASH_REMATCH[1]}
        [[ -z ${values[$name]+there} ]] || fail "file: line $number sets $name a second time"
        [[ -n ${values[$name]+there} ]] || names+=("$name")
        values[$name]=$(unquoted "${BASH_REMATCH[2]}")
        [[ ${values[$name]} != *$'\r'* ]] || fail "file: line $number ends as Windows ends lines: sed -i 's/\\r\$//' $env_file"
    done <"$env_file"
    ((failed > before)) || pass "file: $env_file, ${#names[@]} names"
    check_mode "$env_file" file
}

unquoted() {
    if [[ $1 =~ ^\"(.*)\"$ || $1 =~ ^\'(.*)\'$ ]]; then printf '%s' "${BASH_REMATCH[1]}"; else printf '%s' "$1"; fi
}

# Only a file that holds a secret has to be closed.
check_mode() {
    local mode
    mode=$(stat -c %a "$1")
    if [[ $mode == *00 ]]; then
        pass "$2: $1 is closed to other users"
    elif [[ -n ${values[GRAFANA_ADMIN_PASSWORD]:-}${values[IAN_API_KEY]:-}${values[IAN_TAU_KEY]:-} ]]; then
        fail "$2: $1 holds secrets and has mode $mode: chmod 600 $1"
    fi
}

make_secrets() {
    local file
    if ((compose)); then
        file=$(in_folder "$(value API_KEY_FILE)")
        [[ -n $(value API_KEY_FILE) ]] || file=$folder/secrets/ian_api_key
    else
        file=$(value IAN_API_KEY_FILE)
    fi
    if [[ -n $file && ! -e $file ]]; then
        (umask 077 && mkdir -p -- "$(dirname -- "$file")" && random 64 >"$file.part")
        # Owned by the node's user, who alone can read it in the container.
        [[ $(id -u) != 0 ]] || chown "$node_uid:$node_uid" "$file.part"
        mv -- "$file.part" "$file"
        made "$file, the API's key"
    fi
    if ((compose)) && [[ -r $env_file && -z $(value GRAFANA_ADMIN_PASSWORD) ]]; then
        set_value GRAFANA_ADMIN_PASSWORD "$(random 32)"
        made "GRAFANA_ADMIN_PASSWORD in $env_file"
    fi
}

set_value() {
    (
        umask 077
        sed "/^$1=/d" "$env_file" >"$env_file.part"
        printf '%s=%s\n' "$1" "$2" >>"$env_file.part"
        chmod 600 "$env_file.part"
    )
    mv -- "$env_file.part" "$env_file"
    [[ -n ${values[$1]+there} ]] || names+=("$1")
    values[$1]=$2
}

# Names that no one reads are misspelt ones.
check_names() {
    ((compose)) || return 0
    local name before=$failed
    for name in "${names[@]}"; do
        if grep -q -- "[$]{${name}[:}]" "$folder/docker-compose.yml"; then
            continue
        elif [[ $name == IAN_* ]]; then
            warn "names: $name is in the file, but docker-compose.yml does not hand it to the nodes: add it under x-settings there"
        else
            fail "names: $name: docker-compose.yml reads no such name (.env.example has them all)"
        fi
    done
    ((failed > before)) || pass "names: all known"
}

program() {
    if [[ -n ${IAN_PROGRAM:-} ]]; then
        printf '%s' "$IAN_PROGRAM"
    elif has ian; then
        command -v ian
    elif [[ -f $root/node-app/target/ian.jar && -x $root/ian ]]; then
        printf '%s' "$root/ian"
    else
        return 1
    fi
}

# What the program says of the settings, without its configuration file and without the secrets' files, which lie elsewhere for it.
check_program() {
    local ian name answer code=0 settings=()
    if ! ian=$(program); then
        skip "settings: the program is not here; only what follows was checked"
        return
    fi
    for name in "${names[@]}"; do
        if [[ $name == IAN_* && $name != *_FILE && -n $(value "$name") ]]; then settings+=("$name=$(value "$name")"); fi
    done
    answer=$(clean_environment "${settings[@]}" "$ian" config validate 2>&1) || code=$?
    if ((code == 0)); then
        pass "settings: ian config validate finds them good"
    elif ((code == 2)); then
        while IFS= read -r line; do [[ -z $line ]] || fail "settings: ${line#ian: }"; done <<<"$answer"
    else
        fail "settings: ian config validate ended with exit code $code: ${answer:0:300}"
    fi
    if ((code == 0)); then
        while IFS= read -r line; do [[ $line != warning:* ]] || fail "settings: ${line#warning: }"; done <<<"$answer"
    fi
}

# No IAN_ variable but these.
clean_environment() {
    local name remove=()
    for name in $(compgen -e IAN_); do remove+=(-u "$name"); done
    env "${remove[@]}" "$@"
}

# whole NAME LEAST MOST: checks a number if it is set.
whole() {
    local text
    text=$(value "$1")
    [[ -n $text ]] || return 0
    if [[ ! $text =~ ^[0-9]{1,9}$ ]] || ((10#$text < $2 || 10#$text > $3)); then
        fail "$1: expected $2 to $3, got \"$text\""
        return 0
    fi
    pass "$1: $text"
}

check_numbers() {
    local name
    for name in IAN_API_PORT IAN_P2P_PORT IAN_WS_PORT IAN_TAU_PORT; do whole "$name" 1 65535; done
    whole IAN_MAX_PEERS 1 10000
}

check_seeds() {
    local seed rest unresolved=() before=$failed count=0
    rest=$(value IAN_SEED_NODES)
    if [[ -z $rest ]]; then
        pass "seeds: none of one's own"
        return
    fi
    while IFS= read -r seed; do
        seed=${seed//[[:space:]]/}
        [[ -n $seed ]] || continue
        count=$((count + 1))
        if [[ ! $seed =~ ^tcp://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})$ ]] || ((10#${BASH_REMATCH[2]} < 1 || 10#${BASH_REMATCH[2]} > 65535)); then
            fail "seeds: expected tcp://HOST:PORT, got \"$seed\""
            continue
        fi
        [[ ${BASH_REMATCH[1]} == ian-node* || ${BASH_REMATCH[1]} == \[* ]] || getent ahosts "${BASH_REMATCH[1]}" >/dev/null || unresolved+=("${BASH_REMATCH[1]}")
    done < <(tr ',' '\n' <<<"$rest")
    ((failed > before)) || pass "seeds: $count well-formed"
    ((${#unresolved[@]} == 0)) || warn "seeds: these names do not resolve from here: ${unresolved[*]}"
}

check_tau() {
    local host port
    host=$(value IAN_TAU_HOST) port=$(value IAN_TAU_PORT)
    if [[ -n $host && -z $port ]]; then
        fail "tau: IAN_TAU_HOST is set and IAN_TAU_PORT is not"
    elif [[ -z $host && -n $port ]]; then
        fail "tau: IAN_TAU_PORT is set and IAN_TAU_HOST is not"
    else
        pass "tau: ${host:-none}${port:+:$port}"
    fi
}

check_api_key() {
    local file
    if ((compose)); then
        file=$(value API_KEY_FILE)
        file=$(in_folder "${file:-./secrets/ian_api_key}")
    else
        file=$(value IAN_API_KEY_FILE)
        if [[ -z $file ]]; then
            if [[ -n $(value IAN_API_KEY) ]]; then
                warn "api key: it stands in the file itself; IAN_API_KEY_FILE keeps it out of the process's environment"
                key_text "$(value IAN_API_KEY)"
            else
                warn "api key: none; whoever reaches the API can contribute"
            fi
            return
        fi
    fi
    if [[ ! -e $file ]]; then
        fail "api key: $file is missing; --generate makes it"
        return
    fi
    local mode owner
    mode=$(stat -c %a "$file") owner=$(stat -c %u "$file")
    [[ $mode == *00 ]] || fail "api key: $file has mode $mode: chmod 600 $file"
    if ((owner != node_uid)) && { ((compose)) || ((owner != $(id -u))); }; then
        fail "api key: $file belongs to uid $owner, the node runs as $node_uid and cannot read it: chown $node_uid:$node_uid $file"
    fi
    if [[ -r $file ]]; then key_text "$(<"$file")"; else skip "api key: $file cannot be read by this user"; fi
}

key_text() {
    if [[ $1 =~ ^[!-~]{8,512}$ ]]; then pass "api key: ${#1} characters"; else fail "api key: expected 8 to 512 visible ASCII characters on one line"; fi
}
