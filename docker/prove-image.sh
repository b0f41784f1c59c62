#!/usr/bin/env bash
# Proves docker/Dockerfile without a registry and without a Docker engine: builds it with buildah on stand-in bases (prove-bases.sh; they
# are NOT the upstream images), runs it with podman, and goes through what operators do with it. Prints PASS and FAIL lines, goes on
# after a failure, and ends with "n passed, n failed"; exit code 0 or 1.
#
#   docker/prove-image.sh [--work DIR] [--skip-build] [--keep]
#
#   --work DIR     bases, layers and images are kept there for the next time, apart from the machine's own (/tmp/ian-prove-image)
#   --skip-build   take the image of the last time
#   --keep         leave the last containers running
#
# Needs root, buildah, podman with runc, mmdebstrap, Maven, a JDK 25 (PROVE_JDK), curl, jq. Maven's packages are taken from
# ~/.m2/repository, which stays as it is; with PROVE_MAVEN_OPTIONS="" what is missing there is fetched, with the default -o nothing is.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."

work=/tmp/ian-prove-image build=1 keep=0
while (($# > 0)); do
    case $1 in
        --work) work=${2:?--work DIR} && shift ;;
        --skip-build) build=0 ;;
        --keep) keep=1 ;;
        *) printf 'prove-image: %s: unknown; see the head of this file\n' "$1" >&2 && exit 2 ;;
    esac
    shift
done
for tool in buildah podman runc mmdebstrap mvn curl jq; do
    command -v "$tool" >/dev/null || { printf 'prove-image: %s is missing\n' "$tool" >&2 && exit 2; }
done
[[ $(id -u) == 0 ]] || { printf 'prove-image: needs root\n' >&2 && exit 2; }

mkdir -p "$work"
work=$(readlink -f -- "$work")
image=ian-network/ian-node
data=$work/data/ian
api=http://localhost:8000
goal=DEMO_TRADING_AGENT

# A store of its own: the stand-ins' names are not seen by anything else.
export CONTAINERS_STORAGE_CONF=$work/storage.conf CONTAINERS_CONF=$work/containers.conf
printf '[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' "$work/storage" "$work/run" >"$CONTAINERS_STORAGE_CONF"
# runc and cgroupfs: there is no systemd to ask. The group range is what Docker's engine sets for every container.
cat >"$CONTAINERS_CONF" <<CONF
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
default_sysctls = ["net.ipv4.ping_group_range=0 2147483647"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = "/etc/cni/net.d"
CONF

# shellcheck source=docker/prove-steps.sh
source docker/prove-steps.sh

if ((build)); then
    docker/prove-bases.sh "$work"
    build_image
fi
say_image

((keep)) || trap remove_containers EXIT
remove_containers
for port in 8000 8010 9000 9001; do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        printf 'prove-image: port %d is in use\n' "$port" >&2
        exit 2
    fi
done
step "without the runbook's data directory prepared" refuses_foreign_data
step "hardened: read-only root, no capabilities, limits" runs_hardened
step "nothing acknowledged is lost" survives_kill
step "the runbook's commands" runs_runbook
step "upgrade" upgrades
step "two nodes" finds_peers
step "the stand-in for Tau" anchors

printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
