package network.ian.core.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.AtomicFile;

/**
 * {@code restore.unfinished}: in a data directory only while a restore moves files into it one by one, as it must where the
 * directory is a mount point and cannot be replaced as a whole.
 */
public final class UnfinishedRestore {

    /** File name in the data directory. */
    public static final String NAME = "restore.unfinished";

    private UnfinishedRestore() {}

    /** Durably says that what is in the directory is not whole. */
    public static void begin(Path dataDirectory) throws IOException {
        byte[] why = "a restore is moving files here; it removes this file when it is done\n"
                .getBytes(StandardCharsets.US_ASCII);
        AtomicFile.write(dataDirectory.resolve(NAME), why, AtomicFile.OWNER_ONLY);
    }

    /** The directory is whole. The caller makes the names in it durable. */
    public static void end(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(NAME));
    }

    /**
     * Keeps a node away from what is not whole.
     *
     * @throws MalformedException saying what to do, if a restore was broken off
     */
    public static void refuse(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve(NAME))) {
            throw new MalformedException(
                    dataDirectory.toString(),
                    "a restore into it was broken off (" + NAME
                            + "): what is in it is not whole; run the restore again, with --force");
        }
    }
}
