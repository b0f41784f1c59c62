package network.ian.app.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.ian.api.metrics.CertificateExpiry;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.transport.CertificateFiles;

/** The certificates of a data directory, as a node would find them at its start. Works whether one runs or not. */
public final class Certificates {

    private static final int ED25519_INFO_BYTES = 44;
    private static final int KEY_BYTES = 32;

    private final LoadedConfig loaded;
    private final Path data;
    private final Clock clock;
    private final SecureRandom entropy;

    /** Those of the configured data directory. */
    public Certificates(LoadedConfig loaded, Clock clock, SecureRandom entropy) {
        this.loaded = loaded;
        this.data = loaded.config().node().dataDir();
        this.clock = clock;
        this.entropy = entropy;
    }

    /** The peers' certificate, and the API's if there is or should be one. */
    public List<CertificateReport> reports() {
        List<CertificateReport> reports = new ArrayList<>();
        reports.add(peers());
        api().ifPresent(reports::add);
        return reports;
    }

    /** Where a node's identity is. */
    public Path identityFile() {
        return data.resolve("identity.json");
    }

    /**
     * The peers' certificate's files in a directory, of this data directory's identity.
     *
     * @throws IOException if the identity cannot be read
     */
    public CertificateFiles files(Path directory) throws IOException {
        return new CertificateFiles(directory, IdentityFile.load(identityFile()), clock, entropy);
    }

    /** The same, in the node's own place. */
    public CertificateFiles files() throws IOException {
        return files(directory());
    }

    private Path directory() {
        return data.resolve(CertificateFiles.DIRECTORY);
    }

    private CertificateReport peers() {
        Path file = directory().resolve("node_cert.pem");
        Path key = directory().resolve("node_key.pem");
        Optional<X509Certificate> found = Optional.empty();
        String problem = "";
        try {
            found = Optional.of(CertificateOnDisk.read(file));
            files().check();
        } catch (NoSuchFileException e) {
            problem = e.getFile() + ": no such file; the node makes it at its start";
        } catch (IOException | MalformedException e) {
            problem = String.valueOf(e.getMessage());
        }
        return CertificateReport.of(
                CertificateExpiry.PEERS,
                file,
                found.flatMap(Certificates::nodeId),
                found.map(CertificateSummary::of),
                key,
                CertificateOnDisk.mode(key),
                problem,
                clock.instant());
    }

    /** Where settings name one, or where the operator's own has its usual place. */
    private Optional<CertificateReport> api() {
        Optional<Path> named = setting("api.tls_cert_file");
        Path file = named.orElse(directory().resolve("api_cert.pem"));
        if (named.isEmpty() && !Files.exists(file)) {
            return Optional.empty();
        }
        Path key = setting("api.tls_key_file").orElse(directory().resolve("api_key.pem"));
        Optional<CertificateSummary> found = Optional.empty();
        String problem;
        try {
            X509Certificate certificate = CertificateOnDisk.read(file);
            CertificateSummary summary = CertificateSummary.of(certificate);
            found = Optional.of(summary);
            problem = summary.isValidAt(clock.instant())
                    ? KeyPairCheck.problem(key, certificate)
                    : file + ": is valid from " + summary.notBefore() + " to " + summary.notAfter();
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        return Optional.of(CertificateReport.of(
                CertificateExpiry.API,
                file,
                Optional.empty(),
                found,
                key,
                CertificateOnDisk.mode(key),
                problem,
                clock.instant()));
    }

    private Optional<Path> setting(String key) {
        return loaded.values().stream()
                .filter(value -> value.setting().key().equals(key))
                .flatMap(value -> value.text().stream())
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .findFirst();
    }

    private static Optional<String> nodeId(X509Certificate certificate) {
        byte[] info = certificate.getPublicKey().getEncoded();
        return info.length == ED25519_INFO_BYTES
                ? Optional.of(NodeIdentity.idOf(
                        Bytes.wrap(Arrays.copyOfRange(info, ED25519_INFO_BYTES - KEY_BYTES, ED25519_INFO_BYTES))))
                : Optional.empty();
    }
}
