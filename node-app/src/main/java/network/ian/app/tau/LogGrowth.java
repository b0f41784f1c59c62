package network.ian.app.tau;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ProofVerifier;

/** A consistency proof as a node gives it (RFC 9162 section 2.1.4); to be believed only if {@link #isProved}. */
record LogGrowth(long from, long to, Hash fromRoot, Hash toRoot, List<Hash> path) {

    private static final int DEEPEST = 64;

    /** @throws MalformedException naming the field that is not what a proof has */
    static LogGrowth read(JsonNode data) {
        JsonNode listed = data.path("path");
        if (!listed.isArray() || listed.size() > DEEPEST) {
            throw new MalformedException("path", "expected a list of at most " + DEEPEST);
        }
        List<Hash> path = new ArrayList<>();
        listed.forEach(hash -> path.add(Hash.fromHex("path", hash.asText())));
        return new LogGrowth(
                data.path("from").asLong(-1),
                data.path("to").asLong(-1),
                Hash.fromHex("from_root", data.path("from_root").asText()),
                Hash.fromHex("to_root", data.path("to_root").asText()),
                path);
    }

    boolean isProved() {
        return ProofVerifier.verifyConsistency(from, to, fromRoot, toRoot, path);
    }
}
