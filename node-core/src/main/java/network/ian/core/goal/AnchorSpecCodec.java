package network.ian.core.goal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;

/**
 * Reads a goal's {@code anchor}: {@code {"chain":"tau","block0":hex,"validators":[hex],"committer":hex}}, optionally with
 * {@code confirmations} (3), {@code settle_s} (900) and {@code lag_s} (150).
 */
final class AnchorSpecCodec {

    private static final String CHAIN = "tau";
    private static final int KEY_BYTES = 48;
    private static final int MAX_VALIDATORS = 64;
    private static final int MAX_CONFIRMATIONS = 1_000;
    private static final long DAY_SECONDS = 86_400;

    private AnchorSpecCodec() {}

    static AnchorSpec decode(ObjectReader in) {
        if (!in.text("chain").equals(CHAIN)) {
            throw in.malformed("chain", "expected tau");
        }
        AnchorSpec anchor = new AnchorSpec(
                Hash.fromHex(in.path("block0"), in.text("block0")),
                validators(in),
                key(in, "committer", in.text("committer")),
                (int) in.integerOr("confirmations", 3, 1, MAX_CONFIRMATIONS),
                Duration.ofSeconds(in.integerOr("settle_s", 900, 1, 7 * DAY_SECONDS)),
                Duration.ofSeconds(in.integerOr("lag_s", 150, 0, DAY_SECONDS)));
        in.done();
        return anchor;
    }

    private static List<Bytes> validators(ObjectReader in) {
        List<Bytes> keys = new ArrayList<>();
        in.texts("validators", MAX_VALIDATORS).forEach(hex -> keys.add(key(in, "validators", hex)));
        if (keys.isEmpty() || new HashSet<>(keys).size() != keys.size()) {
            throw in.malformed("validators", "expected at least one key, each once");
        }
        return keys;
    }

    /** Only the form: which bytes are a point of the curve is the bridge's to say. */
    private static Bytes key(ObjectReader in, String name, String hex) {
        Bytes key = Bytes.fromHex(in.path(name), hex);
        if (key.size() != KEY_BYTES) {
            throw in.malformed(name, "expected a compressed BLS public key, 96 hex digits");
        }
        return key;
    }
}
