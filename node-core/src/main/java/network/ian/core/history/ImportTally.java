package network.ian.core.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/** Counts what became of the lines. Not thread-safe. */
final class ImportTally {

    private long read;
    private long accepted;
    private long duplicates;
    private final Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    private long stale;
    private long undecided;
    private Optional<String> undecidedBecause = Optional.empty();

    void count(Verdict verdict) {
        read++;
        if (verdict instanceof Verdict.Accept) {
            accepted++;
        } else if (verdict instanceof Verdict.Reject reject) {
            rejected.merge(reject.reason(), 1L, Long::sum);
        } else if (verdict instanceof Verdict.Undecided open) {
            undecided++;
            undecidedBecause = Optional.of(open.detail());
        } else if (verdict instanceof Verdict.Ignore ignore) {
            if (ignore.reason() == Reason.DUPLICATE) {
                duplicates++;
            } else {
                stale++;
            }
        }
    }

    ImportReport report(Optional<ImportReport.MalformedLine> malformed) {
        return new ImportReport(read, accepted, duplicates, rejected, stale, undecided, undecidedBecause, malformed);
    }
}
