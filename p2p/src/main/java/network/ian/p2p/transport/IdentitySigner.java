package network.ian.p2p.transport;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import network.ian.core.crypto.Signer;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** Lets the identity sign a certificate. For one certificate. */
final class IdentitySigner implements ContentSigner {

    private final Signer signer;
    private final AlgorithmIdentifier algorithm;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    IdentitySigner(Signer signer, AlgorithmIdentifier algorithm) {
        this.signer = signer;
        this.algorithm = algorithm;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        return signer.sign(content.toByteArray()).toArray();
    }
}
