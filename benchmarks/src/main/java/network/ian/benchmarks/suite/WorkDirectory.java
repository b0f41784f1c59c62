package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import network.ian.benchmarks.ScratchNode;

/** The data directory of one run: its own from beginning to end, and gone afterwards. */
final class WorkDirectory implements AutoCloseable {

    private static final double GIB = 0x1p30;

    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    /**
     * Takes a directory that is empty or does not exist.
     *
     * @param needed bytes that the run writes at most
     * @throws IOException naming the directory, if something is in it or the disk has too little room
     */
    static WorkDirectory take(Path directory, long needed) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        if (Files.exists(path)) {
            refuseNonEmpty(path);
        }
        Files.createDirectories(path);
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < needed) {
            Files.delete(path);
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: %.1f GiB are free on its disk, and this run needs %.1f GiB; --data-dir names another place",
                    path,
                    free / GIB,
                    needed / GIB));
        }
        return new WorkDirectory(path);
    }

    Path path() {
        return path;
    }

    /** An empty directory below this one. */
    Path make(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    /** Deletes the directory with everything in it. */
    @Override
    public synchronized void close() throws IOException {
        ScratchNode.delete(path);
    }

    private static void refuseNonEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is no directory");
        }
        try (Stream<Path> inside = Files.list(path)) {
            if (inside.findAny().isPresent()) {
                throw new IOException(path + " is not empty: another run is using it, or one that was killed left it;"
                        + " remove it, or name another with --data-dir");
            }
        }
    }
}
