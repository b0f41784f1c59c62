package network.ian.deployment.documents;

import java.util.Map;

/** Files that documents name and two healthy nodes without anchors do not have in their data directories under that name. */
final class DataFiles {

    private static final String ARCHIVE = "in a backup; BackupIT reads it";
    private static final String DIAGNOSTICS = "in an export of diagnostics; DiagnosticsExportTest reads it";

    /** Each with when there is one. */
    static final Map<String, String> SOMETIMES = Map.ofEntries(
            Map.entry("ian.toml", "the operator writes it"),
            Map.entry("api.certificate", "while a node whose API serves TLS runs"),
            Map.entry("spec.json", "in the folder of each goal"),
            Map.entry("leaderboard.json", "in the folder of each goal's projections"),
            Map.entry("repair.json", "while a goal is being repaired"),
            Map.entry("openapi.json", "what a developer saves the API's description as"),
            Map.entry("mine.json", "what an operator writes a goal into"),
            Map.entry("format.json", "nowhere: a decision says why"),
            Map.entry("manifest.json", ARCHIVE),
            Map.entry("config.json", DIAGNOSTICS),
            Map.entry("versions.json", DIAGNOSTICS),
            Map.entry("certificates.json", DIAGNOSTICS),
            Map.entry("disk.json", DIAGNOSTICS),
            Map.entry("status.json", DIAGNOSTICS),
            Map.entry("consensus.json", DIAGNOSTICS),
            Map.entry("health.json", DIAGNOSTICS),
            Map.entry("peers.json", DIAGNOSTICS),
            Map.entry("tau.json", DIAGNOSTICS),
            Map.entry("process.json", DIAGNOSTICS),
            Map.entry("tokens.json", "from the first 'ian token create' on"),
            Map.entry("tau_outbox.json", "on the node that anchors"),
            Map.entry("certs/api_cert.pem", "the operator puts it there"),
            Map.entry("certs/api_key.pem", "the operator puts it there"),
            Map.entry("certs-new", "while the operator swaps certificates by hand"),
            Map.entry("certs-old", "while the operator swaps certificates by hand"),
            Map.entry("FILE", "stands for what the operator reads or writes there"),
            Map.entry("restore.tar.gz", "the operator puts it there"),
            Map.entry("before-restore-<time>/", "after a restore in place"),
            Map.entry("pruned.json", "while the operator prunes scores by hand"),
            Map.entry("known_peers.json.damaged", "when that file could not be read"),
            Map.entry("goals/G/chain/blocks.unreadable", "when a cache of the chain could not be read"));

    private DataFiles() {}
}
