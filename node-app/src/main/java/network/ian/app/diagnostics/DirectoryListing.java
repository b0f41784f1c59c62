package network.ian.app.diagnostics;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import network.ian.app.cli.TerminalText;

/** What is in a directory, as {@code ls -lR} shows it: names, modes, owners, sizes, times. Never a content. */
final class DirectoryListing {

    static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 12;

    private final Path root;
    private final StringBuilder text = new StringBuilder();
    private int listed;

    private DirectoryListing(Path root) {
        this.root = root;
    }

    /**
     * Lists it. Links are not followed; what cannot be looked into is said so in its place.
     *
     * @throws IOException if there is no such directory
     */
    static String of(Path root) throws IOException {
        DirectoryListing listing = new DirectoryListing(root.toRealPath());
        listing.text.append(root).append('\n');
        Set<FileVisitOption> noLinks = EnumSet.noneOf(FileVisitOption.class);
        Files.walkFileTree(listing.root, noLinks, DEEPEST, listing.visitor());
        return listing.text.toString();
    }

    private SimpleFileVisitor<Path> visitor() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return list(directory);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return list(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                return line(why.getClass().getSimpleName() + "  " + name(file));
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException why) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private FileVisitResult list(Path file) {
        try {
            PosixFileAttributes is = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Instant modified = is.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
            String kind = is.isDirectory() ? "d" : is.isSymbolicLink() ? "l" : is.isRegularFile() ? "-" : "?";
            return line("%s%s  %s %s  %12d  %s  %s"
                    .formatted(
                            kind,
                            PosixFilePermissions.toString(is.permissions()),
                            is.owner().getName(),
                            is.group().getName(),
                            is.size(),
                            modified,
                            name(file)));
        } catch (IOException e) {
            return line(e.getClass().getSimpleName() + "  " + name(file));
        }
    }

    private FileVisitResult line(String line) {
        if (listed++ == MOST_FILES) {
            text.append("... and more\n");
            return FileVisitResult.TERMINATE;
        }
        text.append(line).append('\n');
        return FileVisitResult.CONTINUE;
    }

    private String name(Path file) {
        String shown = root.relativize(file).toString();
        return TerminalText.escape(shown.isEmpty() ? "." : shown, 300);
    }
}
