package network.ian.benchmarks.suite;

import java.util.List;
import network.ian.benchmarks.AllCores;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.SignedMessage;
import network.ian.benchmarks.SignedRequests;
import network.ian.benchmarks.limits.RawSignatures;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;

/** The node's verification with its rule of validity and its caches, against the provider alone; both on all cores. */
final class SignatureMeasurement implements Measurement {

    private static final int KEYS = 16;
    private static final int MAX_KEYS = 65_536;

    @Override
    public String name() {
        return "signatures";
    }

    @Override
    public List<Figure> measure(Plan plan) throws Exception {
        List<SignedMessage> messages = SignedMessage.of(new SignedRequests(7, KEYS).next(plan.size(4_096, 16_384), 1));
        SignatureVerifier verifier = SignatureProviders.select(SignatureProviders.AUTO, MAX_KEYS);
        RawSignatures raw = new RawSignatures(verifier.providerName(), messages);
        ByTurns turns = ByTurns.measure(plan, name(), raw::perSecond, () -> perSecond(verifier, messages));
        return List.of(turns.higherIsBetter(
                "signatures.verify", "1/s", "raw Ed25519 of " + verifier.providerName() + ", all cores", Double.NaN));
    }

    private static double perSecond(SignatureVerifier verifier, List<SignedMessage> messages) throws Exception {
        return Machine.cores() * messages.size() / AllCores.seconds(thread -> verify(verifier, messages));
    }

    private static void verify(SignatureVerifier verifier, List<SignedMessage> messages) {
        for (SignedMessage signed : messages) {
            if (!verifier.verify(
                    signed.key().view(),
                    signed.message().view(),
                    signed.signature().view())) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
    }
}
