#!/usr/bin/env bash
# Checks the environment file of a deployment, and the host that it is for, before anything is started. Goes on after a problem, prints
# PASS, WARN, FAIL and SKIP lines with what to do, and sums up. A second run changes nothing.
#
#   scripts/validate-env.sh [--env-file FILE] [--generate] [--export]
#
#   --env-file FILE  NAME=VALUE lines; docker/.env. Variables of the shell that calls this win, as they do with docker compose
#   --generate       make what is missing: the file itself (from .env.example beside it), the API's key, Grafana's password; mode 0600
#   --export         print `export NAME=VALUE` lines to standard output if there is no problem, the report to standard error:
#                    eval "$(scripts/validate-env.sh --export)"
#
# A folder with a docker-compose.yml is a deployment with compose; any other FILE (such as systemd's /etc/ian/ian-node.env) holds settings only.
# The program itself checks the settings (`ian config validate`) where it is there: IAN_PROGRAM, `ian` on the PATH, or ./ian once it is built.
# Exit code 0: no failure; 1: at least one; 2: wrong usage.
set -euo pipefail

here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
root=$(dirname -- "$here")
env_file=$root/docker/.env generate=0 export_lines=0

usage() {
    printf 'validate-env: %s\n' "$1" >&2
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2
    exit 2
}

while (($# > 0)); do
    case $1 in
        --env-file) env_file=${2:-} && shift ;;
        --generate) generate=1 ;;
        --export) export_lines=1 ;;
        -h | --help) usage "usage" ;;
        *) usage "$1: unknown" ;;
    esac
    (($# == 0)) || shift
done
[[ -n $env_file ]] || usage "--env-file: expects a file"

exec 3>&1
((!export_lines)) || exec 1>&2

passed=0 failed=0 warned=0 skipped=0
pass() { passed=$((passed + 1)) && printf 'PASS  %s\n' "$1"; }
warn() { warned=$((warned + 1)) && printf 'WARN  %s\n' "$1"; }
fail() { failed=$((failed + 1)) && printf 'FAIL  %s\n' "$1"; }
skip() { skipped=$((skipped + 1)) && printf 'SKIP  %s\n' "$1"; }
made() { printf 'MADE  %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }

folder=$(dirname -- "$env_file")
compose=0
[[ ! -f $folder/docker-compose.yml ]] || compose=1
node_uid=1000

# Names in the order of the file, and what each is set to there.
names=()
declare -A values=()

# value NAME: as the deployment sees it.
value() { printf '%s' "${!1:-${values[$1]:-}}"; }

# random N: that many hex digits.
random() { od -An -vtx1 -N $(($1 / 2)) /dev/urandom | tr -d ' \n'; }

# in_folder PATH: a path of the file, which starts at the file's folder.
in_folder() { [[ $1 == /* ]] && printf '%s' "$1" || printf '%s/%s' "$folder" "${1#./}"; }

# shellcheck source=scripts/validate-settings.sh
source "$here/validate-settings.sh"
# shellcheck source=scripts/validate-host.sh
source "$here/validate-host.sh"

((!generate)) || make_env_file
read_env_file
((!generate)) || make_secrets
check_names
check_program
check_numbers
check_seeds
check_tau
check_api_key
((!compose)) || check_compose
check_host

printf '\n%d passed, %d failed, %d warnings, %d skipped\n' "$passed" "$failed" "$warned" "$skipped"
((failed == 0)) || exit 1
if ((export_lines)); then
    for name in "${names[@]}"; do
        printf 'export %s=%q\n' "$name" "$(value "$name")" >&3
    done
fi
