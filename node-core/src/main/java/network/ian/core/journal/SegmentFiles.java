package network.ian.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything the journal asks of a file system, so that a test can stand in for a failing one. */
interface SegmentFiles {

    /** Creates the directory where it is missing. Its parent exists. */
    void createDirectory(Path directory) throws IOException;

    /** Names of the files in a directory; empty if there is no such directory. */
    List<String> list(Path directory) throws IOException;

    /** Creates a file that does not exist, for reading and writing. */
    SegmentFile create(Path file) throws IOException;

    /** Opens an existing file for reading and writing. */
    SegmentFile open(Path file) throws IOException;

    /** Opens an existing file for reading. */
    SegmentFile openReadOnly(Path file) throws IOException;

    void delete(Path file) throws IOException;

    /** Returns once the directory's names are on the medium. */
    void forceDirectory(Path directory) throws IOException;
}
