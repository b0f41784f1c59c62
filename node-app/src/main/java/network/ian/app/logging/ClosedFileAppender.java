package network.ian.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes each new log file with mode 0640 whatever the umask is: the group may read it, since collectors of logs are other
 * users, and nobody else may write to it.
 */
final class ClosedFileAppender extends RollingFileAppender<ILoggingEvent> {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");

    @Override
    public void openFile(String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(MODE));
        }
        super.openFile(file);
    }
}
