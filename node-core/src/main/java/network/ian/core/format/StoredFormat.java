package network.ian.core.format;

import java.nio.file.Path;
import network.ian.core.state.NewerFormatException;

/**
 * The format that a file of a data directory was written in.
 *
 * @param file the file
 * @param found version in the file, 1 or more
 * @param known newest version that this program reads
 * @param rewritten whether this program may replace a newer one: it is derived from other files, and nobody loses by it
 */
public record StoredFormat(Path file, long found, int known, boolean rewritten) {

    /** A file that must not be touched if it is newer. */
    public StoredFormat(Path file, long found, int known) {
        this(file, found, known, false);
    }

    /** Whether only a newer program reads it. */
    public boolean isNewer() {
        return found > known;
    }

    /**
     * Refuses what is newer.
     *
     * @throws NewerFormatException if this program must leave the file, and so the data directory, alone
     */
    public void require() throws NewerFormatException {
        if (isNewer() && !rewritten) {
            throw new NewerFormatException(file, found, known);
        }
    }
}
