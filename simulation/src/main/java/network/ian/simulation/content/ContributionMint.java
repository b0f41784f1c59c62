package network.ian.simulation.content;

import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.WireEntry;

/**
 * Makes entries of realistic length: headers of 400 to 440 bytes, bodies of 300 to 2,000, and one body in 500 of 17 to
 * 64 KiB, which is announced and never pushed. Their bytes are random: nothing in the protocol reads them.
 */
public final class ContributionMint {

    private static final int LARGE_ONE_IN = 500;

    private final SplittableRandom random;
    private Bytes junk;

    public ContributionMint(SplittableRandom random) {
        this.random = random;
    }

    public WireEntry entry() {
        return random.nextInt(LARGE_ONE_IN) == 0 ? withBody(random.nextInt(17 * 1024, 64 * 1024)) : small();
    }

    private WireEntry small() {
        return withBody(random.nextInt(300, 2_001));
    }

    /** One that costs the simulator little memory: all of them share a body. */
    public WireEntry worthless() {
        if (junk == null) {
            junk = bytes(1_000);
        }
        return WireEntry.of(bytes(random.nextInt(400, 441)), signature(), junk);
    }

    /** The same header and body under another signature: forged. */
    public WireEntry forged(WireEntry genuine) {
        return new WireEntry(genuine.id(), genuine.header(), signature(), genuine.body());
    }

    private WireEntry withBody(int length) {
        return WireEntry.of(bytes(random.nextInt(400, 441)), signature(), bytes(length));
    }

    private Bytes signature() {
        return bytes(WireEntry.SIGNATURE_SIZE);
    }

    private Bytes bytes(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }
}
