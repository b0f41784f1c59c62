package network.ian.core.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Puts on the medium what the operating system may still hold back. */
final class Durable {

    private Durable() {}

    /** The names in a directory. */
    static void names(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The names in a directory and in all below it. The files themselves were synced when they were written. */
    static void tree(Path directory) throws IOException {
        List<Path> directories;
        try (Stream<Path> all = Files.walk(directory)) {
            directories = all.filter(Files::isDirectory).toList();
        }
        for (Path each : directories) {
            names(each);
        }
    }
}
