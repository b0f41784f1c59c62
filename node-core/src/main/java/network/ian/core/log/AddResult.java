package network.ian.core.log;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param entries one for each of the batch, in its order
 * @param change what the batch did to the canonical order
 */
public record AddResult(List<Added> entries, LogChange change) {

    /** What became of an entry. */
    public enum Outcome {
        /** In the canonical order now. */
        PLACED,
        /** In the log, but so deep that it comes into the order by a merge. */
        PENDING,
        /** Was in the log already, placed or pending. */
        KNOWN
    }

    /**
     * One entry of the batch.
     *
     * @param ordinal its number of arrival; for a known one, the number of the first
     */
    public record Added(int ordinal, Outcome outcome) {}

    public AddResult {
        entries = List.copyOf(entries);
    }
}
