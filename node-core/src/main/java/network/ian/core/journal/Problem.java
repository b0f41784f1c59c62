package network.ian.core.journal;

import java.nio.file.Path;

/**
 * One finding about a stored file.
 *
 * @param file the file
 * @param offset octets from the file's start: of the record, or of the first octet that is wrong or missing
 * @param goalId the goal whose journal it is
 * @param what in words
 */
public record Problem(Path file, long offset, String goalId, String what) {

    @Override
    public String toString() {
        return "goal " + goalId + ", file " + file + ", offset " + offset + ": " + what;
    }
}
