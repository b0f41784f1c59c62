package network.ian.deployment.documents;

import java.util.Map;

/** Files of the data directory that two healthy nodes without anchors, tokens or an API certificate do not have. */
final class DataFiles {

    /** Each with when there is one. */
    static final Map<String, String> SOMETIMES = Map.ofEntries(
            Map.entry("ian.toml", "the operator writes it"),
            Map.entry("tokens.json", "from the first 'ian token create' on"),
            Map.entry("tau_outbox.json", "on the node that anchors"),
            Map.entry("certs/api_cert.pem", "the operator puts it there"),
            Map.entry("certs/api_key.pem", "the operator puts it there"),
            Map.entry("certs-new", "while the operator swaps certificates by hand"),
            Map.entry("certs-old", "while the operator swaps certificates by hand"),
            Map.entry("pruned.json", "while the operator prunes scores by hand"),
            Map.entry("known_peers.json.damaged", "when that file could not be read"),
            Map.entry("goals/G/chain/blocks.unreadable", "when a cache of the chain could not be read"));

    private DataFiles() {}
}
