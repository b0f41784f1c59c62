package network.ian.tau.bls;

import java.io.IOException;

/** A committer's key that must not be used as it is. The text names where it came from and what to do, never the secret. */
public final class TauKeyFileException extends IOException {

    private static final long serialVersionUID = 1L;

    TauKeyFileException(String source, String problem) {
        super(source + ": " + problem);
    }
}
