package network.ian.core.crypto;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 by Bouncy Castle's lightweight API: pure Java, the same on every platform. */
final class BouncyCastleProvider implements SignatureProvider {

    static final String NAME = "bouncycastle";

    private final KeyCache<Optional<Ed25519.PublicPoint>> points;

    /** @param maxKeys most decoded public keys held, at least 1 */
    BouncyCastleProvider(int maxKeys) {
        this.points =
                new KeyCache<>(maxKeys, key -> Optional.ofNullable(Ed25519.validatePublicKeyPartialExport(key, 0)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return points.get(publicKey)
                .map(point -> Ed25519.verify(signature, 0, point, message, 0, message.length))
                .orElse(false);
    }

    @Override
    public boolean acceptsTorsionInR() {
        return true;
    }
}
