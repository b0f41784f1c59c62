package network.ian.deployment.documents;

import java.util.Map;

/** Metrics that stay 0 in {@link DocumentsIT}, each with the reason, and words that look like metrics. */
final class Unmoved {

    private static final String NO_ANCHOR = "no goal there is anchored; TauIT moves it";
    private static final String AT_REST =
            "0 whenever nothing is under way; so quickly over that a scrape seldom sees it";

    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("ian_anchor_age_seconds", NO_ANCHOR),
            Map.entry("ian_anchor_disagreement", NO_ANCHOR),
            Map.entry("ian_anchors_pending", NO_ANCHOR),
            Map.entry("ian_finality_size", NO_ANCHOR),
            Map.entry("ian_tau_commits_total", NO_ANCHOR),
            Map.entry("ian_tau_commits_failed_total", NO_ANCHOR),
            Map.entry("ian_tau_connected", NO_ANCHOR),
            Map.entry("ian_tau_in_flight", NO_ANCHOR),
            Map.entry("ian_tau_needs_operator", NO_ANCHOR),
            Map.entry("ian_circuit_breaker_state", "0 is closed; TauOutageIT opens it"),
            Map.entry(
                    "ian_invalid_messages_total", "no peer there breaks the protocol; HostilePeerIT has one that does"),
            Map.entry("ian_peer_score_alarm", "needs a quarter of the peers to misbehave within a minute"),
            Map.entry("ian_pending_merge_entries", "needs an entry older than 4,096 others"),
            Map.entry("ian_clock_skew_seconds", "both nodes have the machine's clock; PeerNetworkTest shifts one"),
            Map.entry("ian_stream_dropped_clients_total", "needs a client that does not read; StreamCrowdTest has one"),
            Map.entry("ian_goal_state", "0 is SERVING; FullIT has a goal that is not"),
            Map.entry("ian_health_checks_failed", "all checks succeed there"),
            Map.entry("ian_state_unsaved", "0 while the disk takes the state"),
            Map.entry("ian_sync_lag", AT_REST),
            Map.entry("ian_mempool_size", AT_REST),
            Map.entry("ian_agent_queue_size", AT_REST),
            Map.entry("ian_agent_workers_busy", AT_REST),
            Map.entry("ian_worker_queue_size", AT_REST),
            Map.entry("ian_workers_busy", AT_REST),
            Map.entry("ian_writer_queue_size", AT_REST));

    /** What else is called so. */
    static final Map<String, String> NO_METRICS = Map.of(
            "ian_4f0c9d21a7be", "the form of an API token",
            "ian_version", "a field of a backup's manifest",
            "ian_agent_init", "a function that an agent exports",
            "ian_agent_act", "a function that an agent exports");

    private Unmoved() {}
}
