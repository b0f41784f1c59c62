package network.ian.core.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the signature provider at start-up. Every candidate, wrapped by the rule, judges the bundled vectors first; one
 * that disagrees once is never chosen.
 */
public final class SignatureProviders {

    /** Preference for the fastest provider that is present and passes. */
    public static final String AUTO = "auto";

    private static final Logger LOG = LoggerFactory.getLogger(SignatureProviders.class);

    /** A provider by name, opened only when its turn comes; empty where it is not present. */
    record Candidate(String name, Supplier<Optional<SignatureProvider>> open) {}

    private SignatureProviders() {}

    /**
     * The verifier to use in this process. Falls back in the order corretto, bouncycastle, jdk where the preferred provider
     * is absent or fails its vectors.
     *
     * @param preference {@code auto}, {@code corretto}, {@code bouncycastle} or {@code jdk}
     * @param maxKeys most public keys remembered, at least 1; about 500 bytes each
     * @throws IllegalArgumentException for another preference
     * @throws IllegalStateException if no provider passes
     */
    public static SignatureVerifier select(String preference, int maxKeys) {
        return select(preference, candidates(maxKeys), SignatureVector.bundled(), maxKeys);
    }

    /** Every provider this program knows, best first. */
    static List<Candidate> candidates(int maxKeys) {
        ClassLoader classes = SignatureProviders.class.getClassLoader();
        return List.of(
                new Candidate(JcaProvider.CORRETTO, () -> JcaProvider.corretto(classes, maxKeys)),
                new Candidate(BouncyCastleProvider.NAME, () -> Optional.of(new BouncyCastleProvider(maxKeys))),
                new Candidate(JcaProvider.JDK, () -> JcaProvider.jdk(maxKeys)));
    }

    static SignatureVerifier select(
            String preference, List<Candidate> candidates, List<SignatureVector> vectors, int maxKeys) {
        for (Candidate candidate : inOrder(preference, candidates)) {
            boolean asked = candidate.name().equals(preference);
            Optional<SignatureVerifier> verifier = candidate.open().get().flatMap(p -> tested(p, vectors, maxKeys));
            if (verifier.isPresent()) {
                LOG.info("signatures are verified by {}", candidate.name());
                return verifier.get();
            }
            if (asked) {
                LOG.warn("signature provider {} was asked for but cannot be used, falling back", preference);
            }
        }
        throw new IllegalStateException("no signature provider passes its self-test");
    }

    private static List<Candidate> inOrder(String preference, List<Candidate> candidates) {
        List<Candidate> order = new ArrayList<>(candidates);
        if (!preference.equals(AUTO)) {
            Candidate preferred = candidates.stream()
                    .filter(candidate -> candidate.name().equals(preference))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(unknown(preference, candidates)));
            order.remove(preferred);
            order.add(0, preferred);
        }
        return order;
    }

    private static String unknown(String preference, List<Candidate> candidates) {
        List<String> names = candidates.stream().map(Candidate::name).toList();
        return "unknown signature provider \"" + preference + "\", expected " + AUTO + ", " + String.join(", ", names);
    }

    private static Optional<SignatureVerifier> tested(
            SignatureProvider provider, List<SignatureVector> vectors, int maxKeys) {
        SignatureVerifier verifier = new SignatureVerifier(provider, maxKeys);
        Optional<String> fault = fault(verifier, vectors);
        fault.ifPresent(problem ->
                LOG.error("signature provider {} fails its self-test and is not used: {}", provider.name(), problem));
        return fault.isPresent() ? Optional.empty() : Optional.of(verifier);
    }

    /** The first vector on which {@code verifier} errs, in words. */
    static Optional<String> fault(SignatureVerifier verifier, List<SignatureVector> vectors) {
        for (SignatureVector vector : vectors) {
            try {
                SignatureCheck check = verifier.check(
                        vector.publicKey().view(),
                        vector.message().view(),
                        vector.signature().view());
                if (check.isValid() != vector.valid()) {
                    return Optional.of("vector " + vector.name() + " gave " + check + ", expected "
                            + (vector.valid() ? "valid" : "invalid"));
                }
            } catch (RuntimeException | LinkageError e) {
                return Optional.of("vector " + vector.name() + " gave " + e);
            }
        }
        return Optional.empty();
    }
}
