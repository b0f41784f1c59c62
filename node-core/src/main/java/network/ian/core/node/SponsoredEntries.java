package network.ian.core.node;

import java.util.Arrays;
import java.util.Optional;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;
import network.ian.core.log.SponsorIndex;

/**
 * Finds an unsigned contribution's earlier arrival. The journal's fingerprints are the same on every node; a secret
 * multiplier spreads them here, so that nobody can aim many at one place of the index. Owned by the writer thread.
 */
final class SponsoredEntries {

    private final SponsorIndex index;
    private final long multiplier;

    SponsoredEntries(SponsorIndex index, long secret) {
        this.index = index;
        this.multiplier = secret | 1;
    }

    void add(long fingerprint, int ordinal) {
        index.add(fingerprint * multiplier, ordinal);
    }

    /** The entry of the same contributor with the same pack, if there is one. */
    Optional<StoredEntry> find(SponsoredKey key, LogView log, EntryReader entries) {
        return Arrays.stream(index.candidates(key.fingerprint() * multiplier))
                .mapToObj(ordinal -> entries.entry(log.locatorOf(ordinal)))
                .filter(entry -> key.equals(SponsoredKey.of(Projector.header(entry))))
                .findFirst();
    }
}
