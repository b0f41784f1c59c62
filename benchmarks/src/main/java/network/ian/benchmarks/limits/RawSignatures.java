package network.ian.benchmarks.limits;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import network.ian.benchmarks.AllCores;
import network.ian.benchmarks.Machine;
import network.ian.benchmarks.SignedMessage;

/**
 * Ed25519 by a provider of java.security alone, on all cores: keys decoded and signature objects made beforehand, no rule of
 * validity but the provider's own.
 */
public final class RawSignatures {

    private static final String ALGORITHM = "Ed25519";
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    /** X.509 SubjectPublicKeyInfo up to the raw key (RFC 8410 section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final List<SignedMessage> messages;
    private final List<PublicKey> keys;
    private final List<Signature> signatures;

    /**
     * Decodes all keys.
     *
     * @param provider {@code corretto}, or anything else for the JDK's own
     */
    public RawSignatures(String provider, List<SignedMessage> messages) throws GeneralSecurityException {
        this.messages = messages;
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        this.keys = new ArrayList<>();
        for (SignedMessage message : messages) {
            byte[] encoded = Arrays.copyOf(
                    X509_PREFIX, X509_PREFIX.length + message.key().size());
            System.arraycopy(
                    message.key().view(),
                    0,
                    encoded,
                    X509_PREFIX.length,
                    message.key().size());
            keys.add(factory.generatePublic(new X509EncodedKeySpec(encoded)));
        }
        this.signatures = new ArrayList<>();
        for (int core = 0; core < Machine.cores(); core++) {
            signatures.add(Signature.getInstance(ALGORITHM, provider(provider)));
        }
    }

    /** Signatures a second, each core verifying every message once. */
    public double perSecond() throws Exception {
        return Machine.cores() * messages.size() / AllCores.seconds(thread -> verify(signatures.get(thread)));
    }

    private void verify(Signature signature) throws GeneralSecurityException {
        for (int i = 0; i < messages.size(); i++) {
            signature.initVerify(keys.get(i));
            signature.update(messages.get(i).message().view());
            if (!signature.verify(messages.get(i).signature().view())) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
    }

    private static Provider provider(String name) throws GeneralSecurityException {
        if (!name.equals("corretto")) {
            return Security.getProvider("SunEC");
        }
        try {
            return (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new GeneralSecurityException("the node verifies by Corretto, which is not on the class path here", e);
        }
    }
}
