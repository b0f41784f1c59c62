package network.ian.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes directories whose names outlive a power cut: without that, everything in them may be gone, however it was synced. */
public final class DurableDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(DurableDirectory.class);

    private DurableDirectory() {}

    /**
     * Makes a directory and those above it that are missing; on return their names are on the disk. The name of one that is
     * there already is put there too where this process may, since whoever made it may have been killed before.
     *
     * @return {@code directory}
     * @throws IOException if it cannot be made, or is something else
     */
    public static Path create(Path directory, FileAttribute<?>... attributes) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent == null) {
            return directory;
        }
        if (Files.isDirectory(directory)) {
            flushIfAllowed(parent);
            return directory;
        }
        create(parent, attributes);
        try {
            Files.createDirectory(directory, attributes);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        AtomicFile.flushDirectory(parent);
        return directory;
    }

    /** A directory above may belong to somebody else, or be on a file system that syncs no directories. */
    private static void flushIfAllowed(Path parent) {
        try {
            AtomicFile.flushDirectory(parent);
        } catch (IOException e) {
            LOG.debug("The names in {} cannot be synced: {}", parent, e.toString());
        }
    }
}
