package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {

    private static final SecureRandom RANDOM = new SecureRandom(new byte[] {1});

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock();
    private final NodeIdentity identity = new NodeIdentity(SigningKey.generate(RANDOM));
    private Path certificateFile;
    private Path keyFile;

    @BeforeEach
    void paths() {
        certificateFile = data.resolve("certs/node_cert.pem");
        keyFile = data.resolve("certs/node_key.pem");
    }

    @Test
    void makesBothFilesOnceAndKeepsThem() throws IOException, CertificateException {
        NodeCertificate made = files(identity).loadOrCreate();
        assertThat(PeerTrust.keyOf(new X509Certificate[] {made.certificate()})).isEqualTo(identity.publicKey());
        assertThat(made.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=" + identity.nodeId());
        assertThat(mode(keyFile)).isEqualTo("rw-------");
        assertThat(mode(data.resolve("certs"))).isEqualTo("rwx------");
        clock.advance(Duration.ofDays(364));
        assertThat(files(identity).loadOrCreate().certificate()).isEqualTo(made.certificate());
    }

    @Test
    void replacesACertificateThatExpiredOrIsDamaged() throws IOException {
        X509Certificate first = files(identity).loadOrCreate().certificate();
        clock.advance(Duration.ofDays(366));
        X509Certificate second = files(identity).loadOrCreate().certificate();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        Files.writeString(certificateFile, "-----BEGIN CERTIFICATE-----\nrubbish\n");
        assertThat(files(identity).loadOrCreate().certificate()).isNotEqualTo(second);
        Files.delete(certificateFile);
        assertThat(files(identity).loadOrCreate().certificate().getPublicKey()).isEqualTo(first.getPublicKey());
    }

    @Test
    void replacesACertificateOfAnotherKey() throws IOException {
        NodeIdentity other = new NodeIdentity(SigningKey.generate(RANDOM));
        files(identity).loadOrCreate();
        Path elsewhere = data.resolve("other");
        new CertificateFiles(elsewhere.resolve("certs"), other, clock.wall(), RANDOM).loadOrCreate();
        Files.copy(elsewhere.resolve("certs/node_cert.pem"), certificateFile, StandardCopyOption.REPLACE_EXISTING);
        assertThat(files(identity)
                        .loadOrCreate()
                        .certificate()
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=" + identity.nodeId());
    }

    @Test
    void aKeyThatIsNotTheIdentitysStopsTheStartAndStays() throws IOException {
        files(new NodeIdentity(SigningKey.generate(RANDOM))).loadOrCreate();
        byte[] foreign = Files.readAllBytes(keyFile);
        assertThatThrownBy(() -> files(identity).loadOrCreate())
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(keyFile.toString());
        assertThat(Files.readAllBytes(keyFile)).isEqualTo(foreign);
        Files.writeString(keyFile, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> files(identity).loadOrCreate()).isInstanceOf(MalformedException.class);
    }

    @Test
    void closesAKeyFileThatOthersCouldRead() throws IOException {
        files(identity).loadOrCreate();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        files(identity).loadOrCreate();
        assertThat(mode(keyFile)).isEqualTo("rw-------");
    }

    private CertificateFiles files(NodeIdentity of) {
        return new CertificateFiles(data.resolve("certs"), of, clock.wall(), RANDOM);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
