package network.ian.core.salvage;

import java.util.List;
import network.ian.core.crypto.Hash;

/**
 * What was saved of a damaged journal.
 *
 * @param entries that are in the new journal
 * @param promised of these, the first ones, those that the snapshot counts
 * @param dropped of these, entries whose body was taken down: they stay without one
 * @param sponsoredHere of these, entries that this node's own key signed
 * @param committed entries that the damaged journal had, as far as its commit records tell
 * @param bodiesLost entries whose header is sound and whose body is not; left to peers
 * @param refused why whole records were not taken over, the first of them in words
 * @param refusedCount how many were not
 */
public record Salvaged(
        int entries,
        int promised,
        int dropped,
        int sponsoredHere,
        int committed,
        List<Hash> bodiesLost,
        List<String> refused,
        int refusedCount) {

    public Salvaged {
        bodiesLost = List.copyOf(bodiesLost);
        refused = List.copyOf(refused);
    }
}
