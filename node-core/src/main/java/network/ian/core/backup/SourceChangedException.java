package network.ian.core.backup;

import java.io.IOException;

/** A file that changed while it was taken: the whole is to be taken once more. */
final class SourceChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    SourceChangedException(String path) {
        super(path + " changed while it was copied");
    }
}
