package network.ian.core.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ed25519 by a provider of java.security: the JDK's own, or Amazon Corretto's where its jar and native library are
 * present. The provider is asked by object and never installed, so nothing else in the process changes.
 */
final class JcaProvider implements SignatureProvider {

    static final String JDK = "jdk";
    static final String CORRETTO = "corretto";

    private static final Logger LOG = LoggerFactory.getLogger(JcaProvider.class);
    private static final String ALGORITHM = "Ed25519";
    private static final String JDK_PROVIDER = "SunEC";
    private static final String CORRETTO_CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** X.509 SubjectPublicKeyInfo up to the raw key (RFC 8410 section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final Provider provider;
    private final KeyFactory keyFactory;
    private final KeyCache<PublicKey> keys;

    private JcaProvider(String name, Provider provider, KeyFactory keyFactory, int maxKeys) {
        this.name = name;
        this.provider = provider;
        this.keyFactory = keyFactory;
        this.keys = new KeyCache<>(maxKeys, this::decode);
    }

    /**
     * The JDK's provider; empty in a trimmed runtime that lacks it.
     *
     * @param maxKeys most decoded public keys held, at least 1
     */
    static Optional<SignatureProvider> jdk(int maxKeys) {
        return of(JDK, Security.getProvider(JDK_PROVIDER), maxKeys);
    }

    /**
     * Amazon Corretto's provider; empty where {@code classes} does not find it or its native library does not load.
     *
     * @param maxKeys most decoded public keys held, at least 1
     */
    static Optional<SignatureProvider> corretto(ClassLoader classes, int maxKeys) {
        try {
            Class<?> type = Class.forName(CORRETTO_CLASS, true, classes);
            return of(CORRETTO, (Provider) type.getField("INSTANCE").get(null), maxKeys);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            LOG.warn("Amazon Corretto's crypto provider is on the class path but does not load: {}", e.toString());
            return Optional.empty();
        }
    }

    private static Optional<SignatureProvider> of(String name, Provider provider, int maxKeys) {
        if (provider == null || provider.getService("Signature", ALGORITHM) == null) {
            return Optional.empty();
        }
        try {
            // Corretto's provider has no key factory for Ed25519 and takes the JDK's keys.
            KeyFactory keyFactory = KeyFactory.getInstance(ALGORITHM);
            Signature.getInstance(ALGORITHM, provider);
            return Optional.of(new JcaProvider(name, provider, keyFactory, maxKeys));
        } catch (NoSuchAlgorithmException e) {
            LOG.warn("signature provider {} is present but cannot do {}: {}", name, ALGORITHM, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM, provider);
            verification.initVerify(keys.get(publicKey));
            verification.update(message);
            return isTrue(verification, signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signature provider " + name + " failed", e);
        }
    }

    private boolean isTrue(Signature verification, byte[] signature) throws SignatureException {
        try {
            return verification.verify(signature);
        } catch (SignatureException e) {
            // The JDK's way to say that R is no point. Corretto's answers false there, so from it this is a failure.
            if (name.equals(JDK)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean acceptsTorsionInR() {
        return false;
    }

    private PublicKey decode(byte[] publicKey) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, publicKey.length);
        try {
            return keyFactory.generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signature provider " + name + " cannot decode a valid public key", e);
        }
    }
}
