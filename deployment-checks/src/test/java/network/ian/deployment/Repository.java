package network.ian.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of this repository, as the tests find them. */
public final class Repository {

    private static final Path ROOT =
            Path.of(System.getProperty("ian.root", "..")).toAbsolutePath().normalize();

    private Repository() {}

    /** The full path of a file or folder. */
    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** A file's text. */
    public static String read(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paths of all files that git knows or would add, relative to the repository, ascending. */
    public static List<String> files() {
        ProcessBuilder git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard");
        return Output.of(git.directory(ROOT.toFile()))
                .requireSuccess()
                .text()
                .lines()
                .filter(file -> Files.isRegularFile(path(file)))
                .sorted()
                .toList();
    }
}
