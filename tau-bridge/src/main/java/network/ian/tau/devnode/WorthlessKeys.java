package network.ian.tau.devnode;

import java.util.Arrays;
import network.ian.tau.bls.BlsSecretKey;

/**
 * The keys of the stand-in. THEY ARE PUBLIC: every copy of this program has them, and the first one is printed in Tau's own
 * test vectors. Whoever uses one of them on a real network gives away whatever it holds.
 */
final class WorthlessKeys {

    /** Holds {@link Genesis#FUNDS} from block 0 on: 32 bytes of 0x01, the sender of the golden vectors. */
    public static final BlsSecretKey COMMITTER = repeated(0x01);

    /** Proposes every block: 32 bytes of 0x02. */
    public static final BlsSecretKey VALIDATOR = repeated(0x02);

    /** A key that nobody pins, for blocks that nobody may believe: 32 bytes of 0x03. */
    public static final BlsSecretKey STRANGER = repeated(0x03);

    private WorthlessKeys() {}

    private static BlsSecretKey repeated(int octet) {
        byte[] scalar = new byte[BlsSecretKey.BYTES];
        Arrays.fill(scalar, (byte) octet);
        return BlsSecretKey.of("worthless key", scalar);
    }
}
