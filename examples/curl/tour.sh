#!/usr/bin/env bash
# Contributes to a running node, reads the leaderboard, checks a proof with sha256sum, and follows the event stream.
#
#   examples/curl/tour.sh [URL]      http://localhost:8000 unless said; IAN_API_KEY is shown to a node that wants one
#
# Needs curl, jq, xxd, base64 and sha256sum. Ends after the first event.
set -euo pipefail

url=${1:-http://localhost:8000}
goal=DEMO_TRADING_AGENT
key=()
[[ -z ${IAN_API_KEY:-} ]] || key=(-H "Authorization: Bearer $IAN_API_KEY")

get() { curl -sS --fail-with-body ${key[@]+"${key[@]}"} "$url$1"; }

contribute() { # FAST SLOW: an agent that holds the index while its FAST-day average is above its SLOW-day one
    # The time makes each run's packs new ones; the same again would be a duplicate, of which nobody is told.
    jq -nc --arg goal "$goal" --argjson now "$(date +%s%3N)" --arg parameters "$(printf '{"policy":"ma_crossover","fast":%d,"slow":%d}' "$1" "$2" | base64 -w0)" \
        '{goal_id: $goal, contributor_id: "curl", seed: 0, proofs: {},
          agent_pack: {version: "1", parameters: $parameters, metadata: {at_ms: $now}}}' |
        curl -sS --fail-with-body ${key[@]+"${key[@]}"} "$url/api/v1/contribute" -H 'Content-Type: application/json' -d @-
}

echo "== contribute"
id=$(contribute 50 200 | jq -r .data.contribution_id)
echo "contribution $id"

echo "== leaderboard"
get "/api/v1/leaderboard/$goal?limit=3" |
    jq -r '.data.entries[] | "\(.rank)  \(.score)  \(.contributor_id | @json)"'

echo "== proof"
sha() { xxd -r -p | sha256sum | cut -d' ' -f1; }
proof=$(get "/api/v1/proof/$goal/by-id/$id")
hash=$(printf '00%s' "$id" | sha)
while read -r right sibling; do
    if [[ $right == true ]]; then
        hash=$(printf '01%s%s' "$hash" "$sibling" | sha)
    else
        hash=$(printf '01%s%s' "$sibling" "$hash" | sha)
    fi
done < <(jq -r '.data.siblings[] | "\(.is_right) \(.hash)"' <<<"$proof")
root=$(jq -r .data.log_root <<<"$proof")
[[ $hash == "$root" ]] || { echo "NOT VERIFIED: it leads to $hash, not to $root" >&2; exit 1; }
echo "verified: it leads to the log root $root"

echo "== follow (Server-Sent Events)"
coproc curl -sSN --fail ${key[@]+"${key[@]}"} "$url/api/v1/stream?channels=contributions&goal=$goal"
stream=${COPROC[0]}
curl_pid=$COPROC_PID
trap 'kill "$curl_pid" 2>/dev/null || true' EXIT
# An event comes as lines "event:", "id:" (the cursor: sent back as Last-Event-ID it is where to go on) and "data:" (JSON). What the node says
# first shows that it listens; only then something is contributed that it will tell of.
while IFS= read -r -t 30 -u "$stream" line; do
    case $line in
        data:*'"type":"subscribed"'*) contribute 50 200 >/dev/null ;;
        data:*'"type":"contribution_added"'*)
            printf '%s' "${line#data:}" | jq -r '"\(.type) at index \(.data.log_index), cursor \(.cursor)"'
            exit 0
            ;;
    esac
done
echo "the stream ended, or was silent for 30 seconds" >&2
exit 1
