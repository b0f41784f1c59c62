package network.ian.api.alert;

import java.util.List;

/**
 * What an operator should know now.
 *
 * @param lookedAtMs wall clock of the last look, in milliseconds since the epoch; 0 before the first
 */
public record AlertReport(List<Alert> alerts, long lookedAtMs) {

    /** Before the first look. */
    static final AlertReport NOTHING_YET = new AlertReport(List.of(), 0);

    /**
     * An alert, in the words of the runbook.
     *
     * @param state {@code firing}, or {@code pending} while it has not held for long enough
     * @param sinceMs since when it holds, by the wall clock, in milliseconds since the epoch
     */
    public record Alert(
            String name,
            String severity,
            String state,
            long sinceMs,
            String summary,
            String description,
            String runbook) {}

    public AlertReport {
        alerts = List.copyOf(alerts);
    }
}
