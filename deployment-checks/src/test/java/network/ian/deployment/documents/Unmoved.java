package network.ian.deployment.documents;

import java.util.Map;

/** Metrics that stay 0 in {@link DocumentsIT}, each with the reason, and words that look like metrics. */
final class Unmoved {

    static final Map<String, String> REASONS = Map.ofEntries();

    static final Map<String, String> NO_METRICS = Map.ofEntries();

    private Unmoved() {}
}
