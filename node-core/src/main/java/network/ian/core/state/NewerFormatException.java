package network.ian.core.state;

import java.io.IOException;
import java.nio.file.Path;

/** A file that a newer version of this program wrote: it is left alone, because this version could only spoil it. */
public final class NewerFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public NewerFormatException(Path file, long found, int known) {
        super(file + " has format " + found + ", written by a newer version of this program; this one knows up to "
                + known + ": run the newer version, or restore a backup that this one made");
    }
}
