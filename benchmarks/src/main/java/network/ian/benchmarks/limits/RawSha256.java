package network.ian.benchmarks.limits;

import java.security.MessageDigest;
import java.util.Arrays;
import network.ian.benchmarks.AllCores;
import network.ian.benchmarks.Machine;
import network.ian.core.crypto.Sha256;

/** SHA-256 of the JDK in a loop, one digest object for each thread, on all cores. */
public final class RawSha256 {

    private static final byte[] NOTHING = {};

    private RawSha256() {}

    /** Bytes a second in long pieces, which is the most that the machine hashes. */
    public static double bytesPerSecond(int pieces, int pieceBytes) throws Exception {
        byte[] piece = new byte[pieceBytes];
        double seconds = AllCores.seconds(thread -> {
            MessageDigest digest = Sha256.newDigest();
            for (int i = 0; i < pieces; i++) {
                digest.update(piece);
                consume(digest.digest());
            }
        });
        return (double) Machine.cores() * pieces * pieceBytes / seconds;
    }

    /** Leaves a second if a Merkle tree were nothing but the hashes of RFC 9162: one of 33 bytes and one of 65 for each. */
    public static double leavesPerSecond(int leaves) throws Exception {
        byte[] leaf = new byte[1 + 32];
        byte[] node = new byte[1 + 64];
        double seconds = AllCores.seconds(thread -> {
            MessageDigest digest = Sha256.newDigest();
            for (int i = 0; i < leaves; i++) {
                digest.update(leaf);
                consume(digest.digest());
                digest.update(node);
                consume(digest.digest());
            }
        });
        return Machine.cores() * leaves / seconds;
    }

    /** Keeps the compiler from leaving the hash out. */
    private static void consume(byte[] hash) {
        if (Arrays.equals(hash, NOTHING)) {
            throw new IllegalStateException("a hash without bytes");
        }
    }
}
