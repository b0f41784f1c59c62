package network.ian.app.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the machine says. Nothing here fails: what cannot be told is empty. A fake stands here in tests. */
interface Host {

    /** Content of a small text file, such as those below {@code /proc}; at most 1 MiB of it. */
    Optional<String> text(String path);

    /** Names in a directory; empty if there is none that can be read. */
    List<String> names(String directory);

    /** Where a symbolic link leads. */
    Optional<String> link(String path);

    /** What a command printed that ended with 0 within 2 s. */
    Optional<String> output(String... command);

    /** Processors that Java may use. */
    int processors();

    /** Most heap in bytes that this Java takes. */
    long maxHeapBytes();

    /** Version and vendor of this Java. */
    Runtime.Version java();

    Instant now();

    ZoneId zone();

    /** Why this process cannot listen there; empty if it can. */
    Optional<String> cannotListen(String host, int port);

    /**
     * Nanoseconds that it takes to write a small file in a directory and have it on the medium; the median of several.
     *
     * @throws java.io.IOException if the directory takes none
     */
    long syncNanos(Path directory) throws java.io.IOException;
}
