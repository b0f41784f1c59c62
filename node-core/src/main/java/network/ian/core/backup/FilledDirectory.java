package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import network.ian.core.file.OwnerOnly;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.state.UnfinishedRestore;

/**
 * A directory that cannot be renamed, as the mount point of a container's volume or one beside which nothing may be made: what was in it moves into a directory inside,
 * then the new files move in one by one. A mark keeps every node away until all are there.
 */
record FilledDirectory(Path directory, String time) implements RestoreTarget {

    private static final String STAGING = ".ian-restore-";

    @Override
    public Staging stage(long bytes) throws IOException {
        DataDirectoryLock.take(directory).close();
        return Staging.create(directory, STAGING, bytes);
    }

    @Override
    public Optional<Path> place(Staging staging) throws IOException {
        DataDirectoryLock lock = DataDirectoryLock.take(directory);
        try (lock) {
            UnfinishedRestore.begin(directory);
            Optional<Path> aside = moveAside(staging);
            for (Path file : RestoreTarget.content(staging.directory())) {
                move(file, directory);
            }
            Durable.names(directory);
            UnfinishedRestore.end(directory);
            Durable.names(directory);
            return aside;
        }
    }

    private Optional<Path> moveAside(Staging staging) throws IOException {
        List<Path> old = RestoreTarget.content(directory).stream()
                .filter(path -> !path.equals(staging.directory())
                        && isOld(path.getFileName().toString()))
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        Path aside = OwnerOnly.directory(directory.resolve(BEFORE + time));
        for (Path file : old) {
            move(file, aside);
        }
        Durable.names(aside);
        return Optional.of(aside);
    }

    private static boolean isOld(String name) {
        return !name.equals(UnfinishedRestore.NAME) && !name.equals(LOCK) && !name.startsWith(BEFORE);
    }

    private static void move(Path file, Path into) throws IOException {
        Files.move(file, into.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
