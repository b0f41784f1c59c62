package network.ian.core.journal;

import java.io.IOException;

/** The journal could not do what was asked. */
public abstract sealed class JournalException extends IOException
        permits JournalDamagedException, JournalFailedException, JournalFullException, JournalVersionException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
