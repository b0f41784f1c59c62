package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;

/** A fetch under way. */
final class Request {

    private final Map<Hash, Want> unnamed = new LinkedHashMap<>();
    private final long askedNanos;
    private long movedNanos;
    private int named;

    Request(List<Want> wants, long nowNanos) {
        wants.forEach(want -> unnamed.put(want.id(), want));
        askedNanos = nowNanos;
        movedNanos = nowNanos;
    }

    /** Takes an id as named by the answer; null if it was not asked for, or named before. */
    Want name(Hash id, long nowNanos) {
        Want want = unnamed.remove(id);
        if (want != null) {
            named++;
            movedNanos = nowNanos;
        }
        return want;
    }

    /** What the answer has not named so far. */
    List<Want> unnamed() {
        return new ArrayList<>(unnamed.values());
    }

    int unnamedIds() {
        return unnamed.size();
    }

    /** Ids that the answer named so far. */
    int named() {
        return named;
    }

    long askedNanos() {
        return askedNanos;
    }

    /** When it was sent, or an answer to it last brought something. */
    long movedNanos() {
        return movedNanos;
    }
}
