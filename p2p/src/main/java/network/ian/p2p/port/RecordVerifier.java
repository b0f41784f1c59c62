package network.ian.p2p.port;

import java.util.List;
import java.util.function.Consumer;
import network.ian.p2p.wire.AddressRecord;

/** Checks signatures off the protocol's thread. Calls back on it, never before the call returns. */
public interface RecordVerifier {

    /** Gives back the records whose signature holds, in order; none at all if there was no capacity to check. */
    void verify(List<AddressRecord> records, Consumer<Result> verified);

    /**
     * What was found.
     *
     * @param forged whether a signature was checked and found wrong
     */
    record Result(List<AddressRecord> valid, boolean forged) {}
}
