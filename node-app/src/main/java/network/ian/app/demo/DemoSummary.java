package network.ian.app.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code ian demo --json} prints. Scores and the policy are null if the goal accepted nothing.
 *
 * @param contributions answered
 * @param logSize entries of the log, with those that a kept data directory had before
 * @param nodes that took part
 * @param agreed whether all nodes ended with the same log and leaderboard
 * @param wasm the contest of the WebAssembly agents; null without any
 * @param anchoredSize entries whose order is final; 0 without an anchor
 * @param anchoredRoot root of the tree over them
 * @param anchoredVerified whether all entries are in a settled anchor that somebody else than the committer verified
 * @param verified whether the nodes agreed, and the inclusion proof and the stored journals were verified and agree with
 *     them
 */
record DemoSummary(
        @JsonProperty("goal_id") String goalId,
        @JsonProperty("nodes") int nodes,
        @JsonProperty("contributions") int contributions,
        @JsonProperty("accepted") int accepted,
        @JsonProperty("rejected") int rejected,
        @JsonProperty("log_size") long logSize,
        @JsonProperty("log_root") String logRoot,
        @JsonProperty("leaderboard_root") String leaderboardRoot,
        @JsonProperty("first_best_score") Double firstBestScore,
        @JsonProperty("best_score") Double bestScore,
        @JsonProperty("best_policy") JsonNode bestPolicy,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("agreed") boolean agreed,
        @JsonProperty("wasm") Wasm wasm,
        @JsonProperty("anchored_size") int anchoredSize,
        @JsonProperty("anchored_root") String anchoredRoot,
        @JsonProperty("anchored_verified") boolean anchoredVerified,
        @JsonProperty("verified") boolean verified) {

    /** The same of the goal of the WebAssembly agents; {@code bestAgent} is what leads, in words. */
    record Wasm(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("contributions") int contributions,
            @JsonProperty("accepted") int accepted,
            @JsonProperty("rejected") int rejected,
            @JsonProperty("log_size") long logSize,
            @JsonProperty("log_root") String logRoot,
            @JsonProperty("leaderboard_root") String leaderboardRoot,
            @JsonProperty("first_best_score") Double firstBestScore,
            @JsonProperty("best_score") Double bestScore,
            @JsonProperty("best_agent") String bestAgent,
            @JsonProperty("agreed") boolean agreed) {}
}
