package network.ian.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Directories and files of mode 0700 and 0600 from the moment they exist, whatever the umask is. What is there already keeps
 * its mode: an operator may have opened it to a group on purpose.
 */
public final class OwnerOnly {

    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}

    /** Makes a directory and those above it, as far as they are missing; their names are on the disk on return. */
    public static Path directories(Path directory) throws IOException {
        return DurableDirectory.create(directory, DIRECTORY);
    }

    /** Makes one directory, which must not be there yet. */
    public static Path directory(Path directory) throws IOException {
        return Files.createDirectory(directory, DIRECTORY);
    }

    /** Opens a file to read and write, and makes it where it is missing; a symbolic link is refused. */
    public static FileChannel openOrCreate(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Makes a file that must not be there yet, open to read and write. */
    public static FileChannel create(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        // Whoever may write to the directory could make the name a link to what only this user may touch.
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, PosixFilePermissions.asFileAttribute(AtomicFile.OWNER_ONLY));
    }
}
