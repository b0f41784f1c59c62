package network.ian.core.backup;

import java.io.IOException;

/** What was asked for cannot be done as things stand; nothing was changed. The text says why, and what to do. */
public final class BackupRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    BackupRefusedException(String why) {
        super(why);
    }

    BackupRefusedException(String why, Throwable cause) {
        super(why, cause);
    }
}
