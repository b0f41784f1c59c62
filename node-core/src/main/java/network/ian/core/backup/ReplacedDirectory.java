package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import network.ian.core.file.DurableDirectory;
import network.ian.core.node.DataDirectoryLock;

/**
 * A directory that is replaced as a whole, by renaming: at every moment there is the old one, none, or the new one.
 *
 * @param occupied whether something is in the old one
 */
record ReplacedDirectory(Path directory, boolean occupied, String time) implements RestoreTarget {

    @Override
    public Staging stage(long bytes) throws IOException {
        Path parent = DurableDirectory.create(directory.getParent());
        if (occupied) {
            // Says it before the work instead of after it; whoever starts the node meanwhile is found then.
            DataDirectoryLock.take(directory).close();
        }
        return Staging.create(parent, "." + directory.getFileName() + ".ian-restore-", bytes);
    }

    @Override
    public Optional<Path> place(Staging staging) throws IOException {
        return occupied ? Optional.of(exchange(staging)) : rename(staging);
    }

    private Path exchange(Staging staging) throws IOException {
        Path aside = directory.resolveSibling(directory.getFileName() + "." + BEFORE + time);
        DataDirectoryLock lock = DataDirectoryLock.take(directory);
        try (lock) {
            if (Files.exists(aside)) {
                throw new BackupRefusedException(aside + " exists");
            }
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
            rename(staging);
        }
        return aside;
    }

    private Optional<Path> rename(Staging staging) throws IOException {
        Files.move(staging.directory(), directory, StandardCopyOption.ATOMIC_MOVE);
        staging.keep();
        Durable.names(directory.getParent());
        return Optional.empty();
    }
}
