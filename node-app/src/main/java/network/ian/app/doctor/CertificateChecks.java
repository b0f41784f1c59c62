package network.ian.app.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;

/** Whether identity and certificates fit together and are valid now. */
final class CertificateChecks {

    private static final Duration SOON = Duration.ofDays(14);
    private static final int KEY_BYTES = 32;
    private static final int LONGEST_FILE = 64 * 1024;
    private static final String ROTATE = "Run 'ian cert rotate'; peers go on knowing the node.";

    private final Path data;
    private final Instant now;

    CertificateChecks(Path data, Instant now) {
        this.data = data;
        this.now = now;
    }

    /** What {@code identity.json} holds; empty if there is none that can be used. */
    Optional<NodeIdentity> identity() {
        try {
            return Optional.of(IdentityFile.load(data.resolve("identity.json")));
        } catch (IOException | MalformedException e) {
            return Optional.empty();
        }
    }

    Finding identityFile() {
        Path file = data.resolve("identity.json");
        if (!Files.exists(file)) {
            return Finding.warn(
                    "identity",
                    "there is no identity.json: the next start makes a new one, which no peer knows",
                    "If this node ran before, restore identity.json from a backup before you start it.");
        }
        try {
            return Finding.ok("identity", "node " + IdentityFile.load(file).nodeId());
        } catch (IOException | MalformedException e) {
            return Finding.fail(
                    "identity",
                    String.valueOf(e.getMessage()),
                    "Mend its mode and owner, or restore identity.json from a backup: without it the node does not start.");
        }
    }

    /** The certificate for peers. They do not look at its dates, but monitoring does, and a node renews it in time. */
    Finding peers(Optional<NodeIdentity> identity) {
        Path file = data.resolve("certs/node_cert.pem");
        if (!Files.exists(file)) {
            return Finding.skip("certificate", "none yet; the next start makes one");
        }
        Optional<Finding> key = identity.flatMap(this::foreignKey);
        if (key.isPresent()) {
            return key.get();
        }
        try {
            X509Certificate certificate = read(file);
            if (identity.isPresent()
                    && !rawKey(certificate).equals(identity.get().publicKey())) {
                return Finding.fail("certificate", "it is for another key than that of identity.json", ROTATE);
            }
            return validity("certificate", certificate, ROTATE);
        } catch (CertificateException e) {
            return Finding.fail("certificate", "it cannot be read: " + e.getMessage(), ROTATE);
        } catch (IOException e) {
            return Finding.fail("certificate", file + " cannot be read: " + e.getMessage(), "See the check 'owner'.");
        }
    }

    /** The API's own, where the operator has put one. */
    Finding api(Optional<Path> configured) {
        Path file = configured.orElse(data.resolve("certs/api_cert.pem"));
        if (configured.isEmpty() && !Files.exists(file)) {
            return Finding.skip("api certificate", "none configured; the API speaks plain HTTP");
        }
        String renew = "Put a renewed certificate and its key there, and restart the node.";
        try {
            return validity("api certificate", read(file), renew);
        } catch (CertificateException | IOException e) {
            return Finding.fail("api certificate", file + ": " + e.getMessage(), renew);
        }
    }

    private Finding validity(String check, X509Certificate certificate, String renew) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return Finding.fail(check, "it expired at " + end, renew);
        }
        if (now.isBefore(begin)) {
            return Finding.fail(
                    check,
                    "it is valid only from " + begin + " on",
                    "Look at the clock first (check 'clock'). " + renew);
        }
        return now.plus(SOON).isAfter(end)
                ? Finding.warn(check, "it expires at " + end, renew)
                : Finding.ok(check, "valid until " + end);
    }

    private Optional<Finding> foreignKey(NodeIdentity identity) {
        Path file = data.resolve("certs/node_key.pem");
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", ""));
            byte[] own = identity.key().seed();
            boolean fits = der.length >= own.length
                    && Arrays.equals(der, der.length - own.length, der.length, own, 0, own.length);
            return fits
                    ? Optional.empty()
                    : Optional.of(Finding.fail(
                            "certificate",
                            file + " does not hold the key of identity.json: the node does not start",
                            "Remove the directory " + file.getParent() + " and start the node: it is made anew."));
        } catch (IOException | IllegalArgumentException e) {
            // Missing, it is made anew; unreadable, the modes and owners say so.
            return Optional.empty();
        }
    }

    private static Bytes rawKey(X509Certificate certificate) {
        byte[] encoded = certificate.getPublicKey().getEncoded();
        return Bytes.wrap(Arrays.copyOfRange(encoded, Math.max(0, encoded.length - KEY_BYTES), encoded.length));
    }

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        if (Files.size(file) > LONGEST_FILE) {
            throw new CertificateException("longer than " + LONGEST_FILE + " bytes");
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
}
