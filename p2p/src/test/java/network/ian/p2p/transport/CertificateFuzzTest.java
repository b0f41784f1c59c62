package network.ian.p2p.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.WallClock;
import org.junit.jupiter.api.io.TempDir;

/** Certificates: what a stranger shows in the handshake, and the files that operators put in place. */
class CertificateFuzzTest extends FuzzContract {

    private static final NodeIdentity IDENTITY =
            new NodeIdentity(SigningKey.fromSeed(Sha256.of(new byte[] {3}).toArray()));
    private static final Allocation OF_X509 = new Allocation(400, 512 << 10);
    private static final List<String> PEM = List.of(
            "-----BEGIN CERTIFICATE-----",
            "-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----",
            "END CERTIFICATE-----",
            "-----",
            "=",
            "====",
            "\n",
            "\r\n",
            "Proc-Type: 4,ENCRYPTED\n");

    @TempDir
    Path directory;

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        CertificateFiles files =
                new CertificateFiles(directory, IDENTITY, WallClock.system(), new SecureRandom(new byte[] {1}));
        NodeCertificate own = files.loadOrCreate();
        byte[] certificate = Files.readAllBytes(files.certificateFile());
        byte[] key = Files.readAllBytes(files.keyFile());
        byte[] stranger = Certificates.selfSigned(Certificates.ed25519()).getEncoded();
        return List.of(
                new FuzzTarget(
                        "a peer's certificate",
                        List.of(own.encoded(), stranger),
                        List.of(),
                        List.of(CertificateException.class),
                        OF_X509,
                        200_000,
                        CertificateFuzzTest::shown),
                file("node_cert.pem", files, files.certificateFile(), certificate),
                file("node_key.pem", files, files.keyFile(), key));
    }

    private static void shown(byte[] der) throws CertificateException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        PeerTrust.keyOf(new X509Certificate[] {certificate});
    }

    private FuzzTarget file(String name, CertificateFiles files, Path file, byte[] whole) {
        return new FuzzTarget(
                name,
                List.of(whole),
                PEM,
                List.of(MalformedException.class, IOException.class),
                OF_X509,
                100_000,
                input -> {
                    byte[] before = Files.readAllBytes(file);
                    try {
                        Files.write(file, input);
                        files.read();
                    } finally {
                        Files.write(file, before);
                    }
                });
    }
}
