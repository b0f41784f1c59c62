package network.ian.core.crypto;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures verifications per second of one core's time, the whole rule included, for each provider that is present. Keys
 * are known, messages have the size of a header. Run it with the test class path; it prints the median of five rounds.
 */
final class VerificationRate {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int KEYS = 200;
    private static final int MESSAGE_SIZE = 400;
    private static final int ROUNDS = 5;
    private static final long ROUND_CPU_NANOS = 2_000_000_000L;

    private final byte[][] keys = new byte[KEYS][];
    private final byte[][] messages = new byte[KEYS][];
    private final byte[][] signatures = new byte[KEYS][];

    private VerificationRate() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < KEYS; i++) {
            byte[] seed = new byte[SigningKey.SEED_SIZE];
            random.nextBytes(seed);
            messages[i] = new byte[MESSAGE_SIZE];
            random.nextBytes(messages[i]);
            SigningKey key = SigningKey.fromSeed(seed);
            keys[i] = key.publicKey().toArray();
            signatures[i] = key.sign(messages[i]).toArray();
        }
    }

    public static void main(String[] args) {
        VerificationRate rate = new VerificationRate();
        System.out.printf(Locale.ROOT, "Java %s%n", System.getProperty("java.version"));
        for (SignatureVerifier verifier : Providers.verifiers()) {
            double[] perSecond = new double[ROUNDS];
            Arrays.setAll(perSecond, round -> rate.round(verifier));
            Arrays.sort(perSecond);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f verifications per second and core%n",
                    verifier.providerName(),
                    perSecond[ROUNDS / 2]);
        }
    }

    private double round(SignatureVerifier verifier) {
        long start = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        while (THREADS.getCurrentThreadCpuTime() - start < ROUND_CPU_NANOS) {
            for (int i = 0; i < KEYS; i++) {
                if (!verifier.verify(keys[i], messages[i], signatures[i])) {
                    throw new IllegalStateException(verifier.providerName() + " refuses a valid signature");
                }
            }
            count += KEYS;
        }
        return count * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
    }
}
