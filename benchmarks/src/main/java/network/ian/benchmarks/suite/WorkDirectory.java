package network.ian.benchmarks.suite;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import network.ian.benchmarks.ScratchNode;

/** The data directory of one run: its own from beginning to end; what it wrote is gone afterwards. */
final class WorkDirectory implements AutoCloseable {

    private static final double GIB = 0x1p30;

    private final Path path;
    private final boolean found;

    private WorkDirectory(Path path, boolean found) {
        this.path = path;
        this.found = found;
    }

    /**
     * Takes a directory that is empty or does not exist.
     *
     * @param needed bytes that the run writes at most
     * @throws IOException naming the directory, if something is in it or the disk has too little room
     */
    static WorkDirectory take(Path directory, long needed) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        boolean found = Files.exists(path);
        if (found) {
            refuseNonEmpty(path);
        }
        create(path);
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < needed) {
            if (!found) {
                Files.delete(path);
            }
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: %.1f GiB are free on its disk, and this run needs %.1f GiB; --data-dir names another place",
                    path,
                    free / GIB,
                    needed / GIB));
        }
        return new WorkDirectory(path, found);
    }

    Path path() {
        return path;
    }

    /** An empty directory below this one. */
    Path make(String name) throws IOException {
        return create(path.resolve(name));
    }

    /** Deletes everything in the directory, and the directory unless it was there before: it may be a mount point. */
    @Override
    public synchronized void close() throws IOException {
        if (!found) {
            ScratchNode.delete(path);
            return;
        }
        for (Path left : entries(path)) {
            ScratchNode.delete(left);
        }
    }

    private static Path create(Path directory) throws IOException {
        try {
            return Files.createDirectories(directory);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new IOException("cannot write to " + directory + ": " + reason, e);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.toList();
        }
    }

    private static void refuseNonEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(path + " is no directory");
        }
        if (!entries(path).isEmpty()) {
            throw new IOException(path + " is not empty: another run is using it, or one that was killed left it;"
                    + " remove what is in it, or name another with --data-dir");
        }
    }
}
