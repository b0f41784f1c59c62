package network.ian.api.tls;

import java.nio.file.Path;

/** A certificate or key that cannot be served with. Names the file, says what is wrong, and shows nothing of a key. */
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1L;

    TlsException(Path file, String problem) {
        super(file + ": " + problem);
    }

    TlsException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
