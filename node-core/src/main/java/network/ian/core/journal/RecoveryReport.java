package network.ian.core.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * What opening a journal found and did.
 *
 * @param created whether there was no journal yet
 * @param entries entries that the journal holds
 * @param keptAfterLastCommit of these, entries that were whole behind the last commit record
 * @param logBytesCut octets of a torn write cut from the end of the log
 * @param bodiesCut whole bodies cut that no entry has
 * @param bodyBytesCut octets cut from the bodies, whole ones included
 * @param segmentRestarted whether the last log segment had been begun and not finished
 * @param takedownFinished whether a takedown that was cut short has been carried out
 */
public record RecoveryReport(
        boolean created,
        int entries,
        int keptAfterLastCommit,
        long logBytesCut,
        int bodiesCut,
        long bodyBytesCut,
        boolean segmentRestarted,
        boolean takedownFinished) {

    /** Whether the last run ended in the midst of something. */
    boolean unclean() {
        return keptAfterLastCommit > 0 || logBytesCut > 0 || bodyBytesCut > 0 || segmentRestarted || takedownFinished;
    }

    /** The report as a sentence. */
    public String words() {
        if (created) {
            return "new journal";
        }
        List<String> parts = new ArrayList<>();
        parts.add("recovered " + entries + " entries");
        if (keptAfterLastCommit > 0) {
            parts.add(keptAfterLastCommit + " of them written after the last commit record");
        }
        if (logBytesCut > 0) {
            parts.add("cut " + logBytesCut + " octets of a torn write from the log");
        }
        if (bodyBytesCut > 0) {
            parts.add("cut " + bodyBytesCut + " octets of bodies without an entry (" + bodiesCut + " whole)");
        }
        if (segmentRestarted) {
            parts.add("restarted a segment that was begun and not finished");
        }
        if (takedownFinished) {
            parts.add("finished a takedown that was cut short");
        }
        return String.join(", ", parts) + (unclean() ? "" : ", clean");
    }
}
