package network.ian.core.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import network.ian.core.verdict.Reason;

/**
 * What became of the lines of an import.
 *
 * @param read lines with a request, the malformed one not among them
 * @param accepted new in a log, durably
 * @param duplicates known before
 * @param rejected lines that can never be admitted, by reason
 * @param stale lines ahead of the clock by more than the window allows; worth another import later
 * @param undecided lines that this node could not decide now, though tried again
 * @param undecidedBecause what it said about the last of these
 * @param malformed the line that ended the import
 */
public record ImportReport(
        long read,
        long accepted,
        long duplicates,
        Map<Reason, Long> rejected,
        long stale,
        long undecided,
        Optional<String> undecidedBecause,
        Optional<MalformedLine> malformed) {

    /**
     * A line that is no signed request to a goal of this node.
     *
     * @param number from 1
     * @param problem in words
     */
    public record MalformedLine(long number, String problem) {}

    public ImportReport {
        Map<Reason, Long> sorted = new EnumMap<>(Reason.class);
        sorted.putAll(rejected);
        rejected = sorted;
    }

    /** Lines that can never be admitted. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
