package network.ian.core.runtime;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where the program's wiring gets unpredictable numbers from; everything else is handed a {@link RandomGenerator}. */
public final class SystemEntropy {

    private SystemEntropy() {}

    /** The operating system's generator, fit for keys and tokens. Thread-safe. */
    public static SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
