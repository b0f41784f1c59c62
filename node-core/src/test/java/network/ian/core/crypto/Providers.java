package network.ian.core.crypto;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The providers that this machine offers, for tests that run each. */
final class Providers {

    private Providers() {}

    static List<SignatureProvider> present() {
        return SignatureProviders.candidates(4096).stream()
                .map(candidate -> candidate.open().get())
                .flatMap(Optional::stream)
                .toList();
    }

    static List<SignatureVerifier> verifiers() {
        return present().stream()
                .map(provider -> new SignatureVerifier(provider, 4096))
                .toList();
    }

    /** Whether Corretto's native library in the test class path fits this machine. */
    static boolean correttoFits() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return system.toLowerCase(Locale.ROOT).equals("linux amd64");
    }
}
