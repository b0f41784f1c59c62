package network.ian.core.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.StoredEntry;

/** Reads single entries of a journal. Thread-safe. */
public final class EntryReader {

    private final Journal journal;

    EntryReader(Journal journal) {
        this.journal = journal;
    }

    /**
     * The entry at {@code locator}.
     *
     * @throws UncheckedIOException if it cannot be read, or is damaged
     */
    public StoredEntry entry(long locator) {
        try {
            return journal.read(locator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads all committed entries, in the order of appending, from files of its own.
     *
     * @throws UncheckedIOException if they cannot be read, or are damaged
     */
    void each(EntrySink sink) {
        try {
            journal.entries(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The encoded body, empty if it was dropped.
     *
     * @throws UncheckedIOException if it cannot be read, or is damaged
     */
    Optional<Bytes> body(StoredEntry entry) {
        try {
            return journal.readBody(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
