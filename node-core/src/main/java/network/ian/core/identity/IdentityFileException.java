package network.ian.core.identity;

import java.io.IOException;
import java.nio.file.Path;

/** An identity file that must not be used as it is. The text names the file and what to do, never its secret. */
public final class IdentityFileException extends IOException {

    private static final long serialVersionUID = 1L;

    IdentityFileException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
