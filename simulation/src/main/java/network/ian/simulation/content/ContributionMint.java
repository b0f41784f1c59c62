package network.ian.simulation.content;

import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.WireEntry;

/**
 * Makes entries of realistic length: headers of 400 to 440 bytes, bodies of 300 to 2,000, and one body in a hundred of 17 to
 * 64 KiB, which is announced and never pushed. Their bytes are random: nothing in the protocol reads them.
 */
public final class ContributionMint {

    private static final int LARGE_ONE_IN = 100;

    private final SplittableRandom random;

    public ContributionMint(SplittableRandom random) {
        this.random = random;
    }

    public WireEntry entry() {
        int body = random.nextInt(LARGE_ONE_IN) == 0 ? random.nextInt(17 * 1024, 64 * 1024) : random.nextInt(300, 2001);
        return WireEntry.of(bytes(random.nextInt(400, 441)), signature(), bytes(body));
    }

    /** The same header and body under another signature: forged. */
    public WireEntry forged(WireEntry genuine) {
        return new WireEntry(genuine.id(), genuine.header(), signature(), genuine.body());
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
