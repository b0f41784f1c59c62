package network.ian.app.command;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;

/** Where a new key is written. */
final class NewKeyFile {

    private NewKeyFile() {}

    /**
     * The file's full path.
     *
     * @throws CommandFailure if it exists, or has no directory to be in
     */
    static Path at(Path output) {
        Path file = output.toAbsolutePath().normalize();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(ExitCode.USAGE, file + " exists; a key is never overwritten");
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new CommandFailure(ExitCode.USAGE, file.getParent() + ": no such directory");
        }
        return file;
    }
}
