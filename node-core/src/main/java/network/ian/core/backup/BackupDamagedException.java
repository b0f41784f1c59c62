package network.ian.core.backup;

import java.io.IOException;

/** A backup that is not what was written, or that nobody should unpack. The text says where and what. */
public final class BackupDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    BackupDamagedException(String what) {
        super(what);
    }

    BackupDamagedException(String what, Throwable cause) {
        super(what, cause);
    }
}
