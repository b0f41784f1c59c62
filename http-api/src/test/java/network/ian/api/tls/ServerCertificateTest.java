package network.ian.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Instant;
import network.ian.core.config.NodeConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");
    private static final SelfSigned EC = SelfSigned.make("EC", 1, END);

    @TempDir
    private Path directory;

    private NodeConfig.ApiTls files;

    @BeforeEach
    void write() throws Exception {
        files = EC.write(directory);
    }

    @Test
    void readsTheThreeKindsOfKey() throws Exception {
        for (String kind : new String[] {"RSA", "EC", "Ed25519"}) {
            SelfSigned made = SelfSigned.make(kind, 2, END);
            ServerCertificate read = ServerCertificate.load(made.write(directory));
            assertThat(read.leaf()).as(kind).isEqualTo(made.certificate());
            assertThat(read.notAfter()).isEqualTo(END);
        }
    }

    @Test
    void keepsTheChainInItsOrderAndIgnoresCommentary() throws Exception {
        SelfSigned authority = SelfSigned.make("EC", 3, END);
        String chain = "leaf:\n" + Files.readString(files.certificate()) + "issuer\n"
                + PemFile.write("CERTIFICATE", authority.certificate().getEncoded());
        Files.writeString(files.certificate(), chain);
        assertThat(ServerCertificate.load(files).chain()).containsExactly(EC.certificate(), authority.certificate());
    }

    @Test
    void saysWhatIsWrongWithTheKey() throws Exception {
        String good = Files.readString(files.key());
        refused(good.replace("PRIVATE KEY", "EC PRIVATE KEY"), "not PKCS#8; convert it with: openssl pkcs8");
        refused(good.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "has a password");
        refused("", "holds no private key in PEM form");
        refused(PemFile.write("PRIVATE KEY", new byte[] {1, 2}), "is not the EC key of the certificate");
        refused(pem(SelfSigned.make("RSA", 4, END)), "is not the EC key of the certificate");
        refused(pem(SelfSigned.make("EC", 5, END)), "is not the key of the certificate");
        Files.writeString(files.key(), good);
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));
        refused("other users have access to this private key; chmod 600");
        Files.delete(files.key());
        refused("key.pem: does not exist");
    }

    @Test
    void saysWhatIsWrongWithTheCertificate() throws Exception {
        SelfSigned.make("DSA", 6, END).write(directory);
        refused("the certificate's key is DSA; RSA, EC and Ed25519 are served");
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        SelfSigned.make(small.generateKeyPair(), 7, END).write(directory);
        refused("has 1024 bits, at least 2048 are needed");
        Files.writeString(files.certificate(), PemFile.write("CERTIFICATE", new byte[] {1}));
        refused("certificate 1 is not valid X.509");
        Files.writeString(files.certificate(), "-----BEGIN");
        refused("holds no certificate in PEM form");
    }

    private void refused(String key, String why) throws Exception {
        Files.writeString(files.key(), key);
        refused(why);
    }

    private void refused(String why) {
        assertThatThrownBy(() -> ServerCertificate.load(files))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(directory.toString());
    }

    private static String pem(SelfSigned made) {
        return PemFile.write("PRIVATE KEY", made.keys().getPrivate().getEncoded());
    }
}
