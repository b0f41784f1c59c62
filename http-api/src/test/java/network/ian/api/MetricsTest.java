package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.ian.core.verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every series exists before anything happened, and moves when it does. */
class MetricsTest {

    private static final String PER_GOAL = "{goal=\"" + RunningApi.GOAL + "\",}";

    @TempDir
    private Path data;

    @Test
    void everySeriesIsThereFromTheStart() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            String text = api.get("/metrics").text();
            List.of(
                            "ian_sync_lag" + PER_GOAL,
                            "ian_peer_count",
                            "ian_log_size" + PER_GOAL,
                            "ian_leaderboard_size" + PER_GOAL,
                            "ian_mempool_size",
                            "ian_consensus_state" + PER_GOAL,
                            "ian_peer_score_banned",
                            "ian_contributions_received_total" + PER_GOAL,
                            "ian_contributions_processed_total" + PER_GOAL,
                            "ian_rate_limit_violations_total{scope=\"http\",}",
                            "ian_rate_limit_violations_total{scope=\"http_connection\",}",
                            "ian_auth_failures_total{reason=\"missing\",}",
                            "ian_auth_failures_total{reason=\"unknown\",}",
                            "ian_auth_failures_total{reason=\"expired\",}",
                            "ian_auth_failures_total{reason=\"scope\",}",
                            "ian_auth_failures_total{reason=\"throttled\",}",
                            "ian_api_tokens",
                            "ian_contribution_processing_seconds_count" + PER_GOAL,
                            "ian_fsync_seconds_count" + PER_GOAL,
                            "ian_tau_commits_total",
                            "ian_tau_commits_failed_total",
                            "ian_circuit_breaker_state",
                            "ian_tau_in_flight",
                            "ian_tau_needs_operator",
                            "ian_tau_connected",
                            "ian_finality_size" + PER_GOAL,
                            "ian_anchors_pending" + PER_GOAL,
                            "ian_anchor_disagreement" + PER_GOAL,
                            "ian_anchor_age_seconds" + PER_GOAL,
                            "ian_pending_merge_entries" + PER_GOAL,
                            "ian_writer_queue_size" + PER_GOAL,
                            "ian_worker_queue_size",
                            "ian_goal_state" + PER_GOAL,
                            "ian_health_checks_failed{needed=\"live\",}",
                            "ian_health_checks_failed{needed=\"ready\",}",
                            "ian_health_checks_failed{needed=\"nothing\",}",
                            "ian_peers{direction=\"inbound\",}",
                            "ian_peers{direction=\"outbound\",}",
                            "ian_peer_addresses",
                            "ian_http_responses_total{status=\"2xx\",}",
                            "ian_http_responses_total{status=\"5xx\",}",
                            "ian_http_request_seconds_count{route=\"/api/v1/contribute\",method=\"POST\",status=\"2xx\",}")
                    .forEach(series -> assertThat(text).contains("\n" + series + " 0.0\n"));
            for (Reason reason : Reason.values()) {
                assertThat(text)
                        .contains("\nian_contributions_rejected_total{goal=\"" + RunningApi.GOAL + "\",reason=\""
                                + reason + "\",} 0.0\n");
            }
            List.of(
                            "ian_uptime_seconds ",
                            "ian_disk_free_bytes ",
                            "ian_journal_bytes ",
                            "ian_worker_queue_capacity 1024.0",
                            "ian_goal_serving" + PER_GOAL + " 1.0",
                            "ian_live 1.0",
                            "ian_ready 1.0",
                            "ian_data_directory_writable 1.0",
                            "ian_mempool_capacity 8192.0",
                            "ian_writer_queue_capacity" + PER_GOAL + " 4096.0",
                            "ian_peers_max 50.0",
                            "ian_disk_total_bytes ",
                            "ian_disk_reserved_bytes 0.0",
                            "ian_memory_limit_bytes ",
                            "ian_cpu_cores ",
                            "ian_state_age_seconds 0.0",
                            "ian_build_info{version=\"0.1.0-test\",java=\"" + Runtime.version() + "\",} 1.0",
                            "jvm_memory_bytes_used",
                            "process_start_time_seconds")
                    .forEach(series -> assertThat(text).contains("\n" + series));
            assertThat(text).doesNotContain("_created");
        }
    }

    @Test
    void aDataDirectoryThatTakesNoFileIsSeen() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            // What the check writes cannot be put where something is that it cannot remove.
            Files.createDirectories(data.resolve(".health-probe").resolve("in the way"));
            assertThat(api.get("/metrics").text())
                    .contains("\nian_data_directory_writable 0.0\n")
                    .contains("\nian_ready 0.0\n")
                    .contains("\nian_live 1.0\n")
                    .contains("\nian_health_checks_failed{needed=\"ready\",} 1.0\n");
        }
    }

    @Test
    void peersAreCountedByDirectionAndNotNamed() throws IOException {
        try (RunningApi api = RunningApi.start(data, new FakePeers())) {
            assertThat(api.get("/metrics").text())
                    .contains("\nian_peer_count 1.0\n")
                    .contains("\nian_peers{direction=\"outbound\",} 1.0\n")
                    .contains("\nian_peers{direction=\"inbound\",} 0.0\n")
                    .contains("\nian_peer_addresses 12.0\n")
                    .doesNotContain(FakePeers.ID);
        }
    }

    @Test
    void theyMove() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            Contributions contributions = new Contributions(51);
            int accepted = 0;
            for (int i = 0; i < 6; i++) {
                accepted += api.post("/api/v1/contribute", contributions.unsigned("m" + i))
                                .data()
                                .get("accepted")
                                .asBoolean()
                        ? 1
                        : 0;
            }
            byte[] stale = contributions.signed(RunningApi.NOW_MS - 200_000);
            api.post("/api/v1/contribute", stale);
            api.get("/api/v1/status/NOPE");
            String text = api.get("/metrics").text();
            assertThat(text)
                    .contains("\nian_contributions_received_total" + PER_GOAL + " 7.0\n")
                    .contains("\nian_contributions_processed_total" + PER_GOAL + " " + accepted + ".0\n")
                    .contains("\nian_log_size" + PER_GOAL + " " + accepted + ".0\n")
                    .contains("reason=\"STALE\",} 1.0\n")
                    .contains("\nian_contribution_processing_seconds_count" + PER_GOAL + " 7.0\n")
                    .contains("ian_http_request_seconds_count{route=\"/api/v1/contribute\",method=\"POST\","
                            + "status=\"2xx\",} 7.0\n")
                    .contains("ian_http_request_seconds_count{route=\"/api/v1/status/{goal_id}\",method=\"GET\","
                            + "status=\"4xx\",} 1.0\n")
                    .contains("\nian_http_responses_total{status=\"2xx\",} 7.0\n")
                    .contains("\nian_http_responses_total{status=\"4xx\",} 1.0\n")
                    .doesNotContain("\nian_fsync_seconds_count" + PER_GOAL + " 0.0\n");
        }
    }

    @Test
    void scrapersChooseTheFormat() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.get("/metrics").header("Content-Type")).startsWith("text/plain");
            String open = "application/openmetrics-text; version=1.0.0";
            assertThat(api.get("/metrics", "Accept", open).header("Content-Type"))
                    .startsWith("application/openmetrics-text");
            assertThat(api.get("/metrics", "Accept", open).text()).endsWith("# EOF\n");
        }
    }
}
