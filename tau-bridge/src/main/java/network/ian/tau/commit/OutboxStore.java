package network.ian.tau.commit;

import java.io.IOException;
import java.util.Optional;

/** Where the outbox's bytes are kept. */
public interface OutboxStore {

    /** What was written last; empty if nothing ever was. */
    Optional<byte[]> read() throws IOException;

    /** Replaces it; on return it survives a crash, and a crash in between leaves the old bytes or the new. */
    void write(byte[] content) throws IOException;

    /** What operators know it as. */
    String name();
}
