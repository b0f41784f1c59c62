#!/usr/bin/env bash
# What docker/prove-image.sh goes through; it is sourced there and uses its $image, $data, $api, $goal and $work. `docker` is podman.
# shellcheck disable=SC2154 # set by prove-image.sh
set -euo pipefail

# shellcheck source=docker/prove-checks.sh
source docker/prove-checks.sh

build_image() {
    local began=$SECONDS
    buildah bud --isolation chroot --format docker --layers --volume "$HOME/.m2/repository:/repository:O" \
        --build-arg MAVEN_OPTIONS="${PROVE_MAVEN_OPTIONS--o}" \
        --build-arg JLINK_OPTIONS=--ignore-modified-runtime --build-arg IAN_COMMIT="$(git rev-parse --short=12 HEAD)" \
        -f docker/Dockerfile -t "$image:latest" . >"$work/build.log" 2>&1 || {
        tail -n 30 "$work/build.log"
        printf 'prove-image: the image cannot be built, see %s\n' "$work/build.log" >&2
        return 1
    }
    docker tag "$image:latest" "$image:v2.0.0"
    printf 'built in %d s\n' $((SECONDS - began))
}

say_image() {
    printf 'image %s: %s MB; program, libraries, Java, cache:\n' "$image" \
        "$(docker image inspect "$image:latest" | jq '.[0].Size / 1000000 | floor')"
    docker run --rm --entrypoint du "$image:latest" -sm /opt/ian/ian.jar /opt/ian/lib /opt/ian/native /opt/jre /opt/ian/ian.aot
}

fresh_data() {
    rm -rf -- "$work/data"
    mkdir -p "$data"
    chown 1000:1000 "$data"
}

# The runbook's command.
run_node() {
    docker run -d \
        --name ian-node \
        -p 8000:8000 \
        -p 9000:9000 \
        -p 9001:9001 \
        -v "$data:/data" \
        -e IAN_LOG_LEVEL="INFO" \
        "$image:latest" >/dev/null
}

run_hardened() {
    docker run -d --name ian-node -p 8000:8000 -p 9000:9000 -v "$data:/data" \
        --read-only --tmpfs /tmp:rw,noexec,nosuid,size=64m --cap-drop ALL --security-opt no-new-privileges \
        --memory 1g --cpus 1 --pids-limit 1000 "$@" "$image:latest" >/dev/null
}

refuses_foreign_data() {
    fresh_data
    chown 0:0 "$data"
    local out
    out=$(docker run --rm -v "$data:/data" "$image:latest" 2>&1) && check "a directory of root is refused" false
    check "a directory of root is refused, with the chown to run" matches "$out" '/data is not writable by uid 1000.*chown -R 1000:1000 /data/ian'
    chown 1000:1000 "$data"
    : >"$data/identity.json"
    chmod 600 "$data/identity.json"
    out=$(docker run --rm -v "$data:/data" "$image:latest" 2>&1) && check "a file of root is refused" false
    check "a file of root in it is refused by name" matches "$out" '/data/identity.json cannot be used by uid 1000.*chown -R 1000:1000'
}

# Of `docker start` to the first 200, and the processor time until then, which depends less on what else the machine does; both in ms.
start_time() {
    local began took process
    began=$(millis)
    docker start ian-node >/dev/null
    until_true 120 ready
    took=$(($(millis) - began))
    process=$(docker inspect ian-node | jq '.[0].State.Pid')
    printf '%d (%d)' "$took" "$(awk -v tick="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / tick }' "/proc/$process/stat")"
}

measure_start() {
    local name=$1 times=''
    shift
    docker rm -f ian-node >/dev/null
    run_hardened "$@"
    until_true 120 ready
    for _ in 1 2 3; do
        docker stop -t 20 ian-node >/dev/null
        times+=" $(start_time)"
    done
    printf '      start to the first 200 of /health/ready, 1 CPU, %s, ms (of processor time):%s; load %s\n' "$name" "$times" \
        "$(cut -d' ' -f1 /proc/loadavg)"
}

# What a health check costs: the processor time of `ian health`.
measure_health() {
    docker exec ian-node bash -c 'time ian health' 2>&1 | awk '/real|user|sys/ { printf "%s %s  ", $1, $2 }' | sed 's/^/      ian health: /'
    printf '\n'
}

contribute() {
    local policy
    policy=$(printf '{"policy":"ma_crossover","fast":%d,"slow":200}' "$1" | base64 -w0)
    curl -fsS -H 'Content-Type: application/json' "$api/api/v1/contribute" -d '{"goal_id":"'"$goal"'","contributor_id":"ann'"$1"'","seed":0,
        "proofs":{},"agent_pack":{"version":"1","parameters":"'"$policy"'","metadata":{}}}'
}

accepted() { contribute "$1" | jq -e '.data.accepted' >/dev/null; }

log_says() { docker logs ian-node 2>/dev/null | grep -c "$1"; }

all_json() { docker logs ian-node 2>&1 | jq -e -s 'all(type == "object") and length > 3' >/dev/null; }

runs_hardened() {
    fresh_data
    run_hardened
    check "ready" until_true 120 ready
    check "GET /health is OK" equal "$(health_text)" OK
    check "runs as 1000:1000" equal "$(docker exec ian-node sh -c 'echo "$(stat -c %u:%g /proc/1) $(id -u):$(id -g)"')" "1000:1000 1000:1000"
    check "process 1 is Java" equal "$(docker exec ian-node cat /proc/1/comm)" java
    check "no capability at all" equal "$(docker exec ian-node grep -h Cap /proc/1/status | awk '{print $2}' | sort -u)" 0000000000000000
    check "the root is read-only" equal "$(docker exec ian-node sh -c 'touch /x 2>&1 | grep -c Read-only')" 1
    check "/tmp is not executable" matches "$(docker exec ian-node grep ' /tmp ' /proc/mounts)" noexec
    check "signatures by Corretto's native library" log_says "signatures are verified by corretto"
    check "BLS by its native library" matches "$(docker exec ian-node ian tau keygen -o /tmp/k 2>&1; docker exec ian-node ls /tmp/k)" /tmp/k
    check "no native library was unpacked" equal "$(docker exec ian-node sh -c 'find /tmp -name "*.so*" -o -name "blst*" -o -name "amazon*"')" ""
    check "Netty by its native library" matches "$(docker exec ian-node cat /proc/1/maps)" /opt/ian/native/libnetty_transport_native_epoll
    check "the ahead-of-time cache is mapped" matches "$(docker exec ian-node cat /proc/1/maps)" /opt/ian/ian.aot
    check "the heap is 60 % of the memory limit" matches "$(docker exec ian-node jcmd 1 VM.flags)" 'MaxHeapSize=64[0-9]{7}'
    check "HEALTHCHECK turns healthy" docker healthcheck run ian-node
    check "a contribution is accepted" accepted 50
    check "stdout is JSON only" all_json
    check "the same log in /var/log/ian/node.log" matches "$(docker exec ian-node head -n 1 /var/log/ian/node.log)" '"message":"Starting"'
    check "data belongs to 1000" equal "$(find "$data" ! -user 1000 | head -n 1)" ""
    check "ping without capabilities" docker exec ian-node ping -c 1 -W 2 127.0.0.1
    stops_cleanly
    measure_start "with the cache"
    measure_health
    measure_start "without" -e IAN_JAVA_OPTS=-XX:AOTMode=off
    docker rm -f ian-node >/dev/null
}

stops_cleanly() {
    local began took
    began=$(millis)
    docker stop -t 20 ian-node >/dev/null
    took=$(($(millis) - began))
    check "docker stop within 10 s (took $took ms)" test "$took" -lt 10000
    check "exit code 0" equal "$(docker inspect ian-node | jq '.[0].State.ExitCode')" 0
    check "node_state.json is saved with the contribution" jq -e 'tostring | contains("\"log_size\":1")' "$data/node_state.json"
}

survives_kill() {
    fresh_data
    run_node
    until_true 120 ready
    local count=0 fast
    for fast in $(seq 10 60); do
        ! accepted "$fast" || count=$((count + 1))
    done
    docker kill ian-node >/dev/null
    check "killed: exit code 137" equal "$(docker inspect ian-node | jq '.[0].State.ExitCode')" 137
    docker start ian-node >/dev/null
    check "ready again" until_true 120 ready
    check "all $count acknowledged are there" equal "$(status 8000 log_size)" "$count"
    check "ian log verify on the stopped node's data" verify_log
    docker rm -f ian-node >/dev/null
}

verify_log() {
    docker stop -t 20 ian-node >/dev/null
    docker run --rm -v "$data:/data" "$image:latest" log verify
}

runs_runbook() {
    fresh_data
    check "docker run" run_node
    check "ready" until_true 120 ready
    check "curl /health" equal "$(curl -sS http://localhost:8000/health)" OK
    check "curl /metrics" matches "$(curl -sS http://localhost:8000/metrics)" ian_sync_lag
    check "curl status | jq" matches "$(curl -sS http://localhost:8000/api/v1/status/DEMO_TRADING_AGENT | jq)" log_root
    check "docker logs --tail 100" matches "$(docker logs --tail 100 ian-node 2>&1)" '"message":"Ready"'
    check "docker logs | jq 'select(.level == \"ERROR\")' finds none" equal "$(docker logs ian-node 2>&1 | jq 'select(.level == "ERROR")')" ""
    check "docker exec ian-node ping" docker exec ian-node ping -c 1 127.0.0.1
    check "docker exec ian-node curl -f" docker exec ian-node curl -fsS http://localhost:8000/health
    check "docker exec ian-node ian status" docker exec ian-node ian status
    check "docker exec ian-node ian health" equal "$(docker exec ian-node ian health)" healthy
    check "docker exec ian-node nc -z localhost 9000" docker exec ian-node nc -z localhost 9000
    check "nc -zv localhost 9000" nc -z localhost 9000
    check "the file log" matches "$(docker exec ian-node cat /var/log/ian/node.log)" '"message":"Ready"'
    check "docker port" matches "$(docker port ian-node)" 9000/tcp
    check "docker stats --no-stream" docker stats --no-stream ian-node
    check "docker restart" docker restart -t 20 ian-node
    check "ready after it" until_true 120 ready
    check "docker stop" docker stop -t 20 ian-node
    check "exit code 0" equal "$(docker inspect ian-node | jq '.[0].State.ExitCode')" 0
    check "ls -la node_state.json" test -s "$data/node_state.json"
    check "jq on peer_scores.json" jq '.peers | length' "$data/peer_scores.json"
    check "docker start" docker start ian-node
    check "ready after it" until_true 120 ready
    check "chown -R 1000:1000 and chmod 700 as the runbook has it" sh -c "chown -R 1000:1000 '$data' && chmod 700 '$data/certs'"
    check "docker kill" docker kill ian-node
    check "rm node_state.json, docker start" sh -c "rm '$data/node_state.json'"
    docker start ian-node >/dev/null
    check "ready without it" until_true 120 ready
}

verify() { scripts/verify-deployment.sh --engine podman --container "$1" --data-dir "$data" --wait 60; }

verify_red() {
    local out
    if out=$(scripts/verify-deployment.sh --engine podman --container "$1" --data-dir "$data"); then return 1; fi
    matches "$out" "FAIL  reachable" && matches "$out" "$1 is not running"
}

backs_up() {
    rm -rf -- "$work/backups"
    check "backup.sh of the running node" scripts/backup.sh --engine podman --to "$work/backups" --keep 1
    sleep 1
    check "backup.sh again" scripts/backup.sh --engine podman --to "$work/backups" --keep 1
    check "one is kept, closed to others" equal "$(find "$work/backups" -name '*.tar.gz' -printf '%m\n')" 600
    check "the data is 1000's as before" equal "$(find "$data" ! -user 1000 | head -n 1)" ""
}

# As the runbook has it: the old one is only stopped, and removed when the new one is well.
upgrades() {
    accepted 77 || true
    check "verify-deployment.sh is green" verify ian-node
    backs_up
    local before
    before=$(status 8000 log_root)
    docker stop -t 20 ian-node >/dev/null
    check "verify-deployment.sh is red, and says why" verify_red ian-node
    check "docker run --name ian-node-new" docker run -d --name ian-node-new -p 8000:8000 -p 9000:9000 -p 9001:9001 \
        -v "$data:/data" "$image:v2.0.0"
    check "ready" until_true 120 ready
    check "curl /health" equal "$(health_text)" OK
    check "the same log root" equal "$(status 8000 log_root)" "$before"
    check "docker rm ian-node" docker rm ian-node
    check "docker rename" docker rename ian-node-new ian-node
    check "docker exec by the new name" docker exec ian-node ian status
}

peer_count() { curl -fsS "http://localhost:$1/api/v1/status/$goal" | jq -e '.data.peer_count == 1' >/dev/null; }

finds_peers() {
    local other=$work/data/other address
    mkdir -p "$other"
    chown 1000:1000 "$other"
    address=$(docker inspect ian-node | jq -r '.[0].NetworkSettings | .IPAddress, (.Networks[]?.IPAddress) | select(. != null and . != "")' | head -n 1)
    docker run -d --name ian-other -p 8010:8000 -v "$other:/data" -e IAN_SEED_NODES="tcp://$address:9000" \
        --health-cmd 'curl -f http://localhost:8000/health' --health-interval 30s --health-timeout 10s --health-retries 3 \
        "$image:latest" >/dev/null
    check "they are peers" until_true 120 peer_count 8000
    check "both know it" until_true 30 peer_count 8010
    check "the second is ready" until_true 90 curl -fsS http://localhost:8010/health/ready
    check "equal log roots" until_true 120 equal_roots
    check "health check by curl, as the runbook's compose file has it" docker healthcheck run ian-other
    check "ping from one to the other" docker exec ian-other ping -c 1 "$address"
    check "ian doctor is green inside" examined ian-other
    docker stop -t 20 ian-node >/dev/null
    check "its seed stopped: ian doctor is red, and says why" found_ill ian-other "seed"
    chmod 644 "$other/identity.json"
    check "the key open to others: ian doctor is red, and says why" found_ill ian-other "modes"
    chmod 600 "$other/identity.json"
}

examined() { docker exec "$1" ian doctor; }

# found_ill CONTAINER WHAT: the doctor fails, and names it.
found_ill() {
    local out
    if out=$(docker exec "$1" ian doctor 2>&1); then printf '%s\n' "$out" && return 1; fi
    matches "$out" "FAIL[^
]*$2"
}

equal_roots() {
    equal "$(status 8010 log_root)" "$(status 8000 log_root)"
}

# As docker-compose.yml starts it.
anchors() {
    docker run -d --name ian-tau --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --memory 512m \
        "$image:latest" tau dev-node --host 0.0.0.0 --port 65432 --block-ms 2000 --empty-blocks --chain /data/chain >/dev/null
    check "ian tau dev-node listens" until_true 30 docker exec ian-tau nc -z localhost 65432
    docker stop -t 20 ian-tau >/dev/null
    check "and stops with exit code 0" equal "$(docker inspect ian-tau | jq '.[0].State.ExitCode')" 0
}
