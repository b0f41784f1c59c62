package network.ian.api.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import network.ian.core.config.NodeConfig;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;
import org.junit.jupiter.api.io.TempDir;

/** The certificate and key that an operator gives the API, also while the node runs. */
class ServerCertificateFuzzTest extends FuzzContract {

    private static final Allocation OF_X509 = new Allocation(400, 2 << 20);
    private static final List<String> PEM = List.of(
            "-----BEGIN CERTIFICATE-----",
            "-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY-----",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----",
            "-----",
            "====",
            "\n",
            "\r\n",
            "Proc-Type: 4,ENCRYPTED\n");

    @TempDir
    Path directory;

    @Override
    protected List<FuzzTarget> targets() throws Exception {
        SelfSigned pair = SelfSigned.make("EC", 1, Instant.parse("2030-01-01T00:00:00Z"));
        NodeConfig.ApiTls files = pair.write(directory);
        return List.of(target("API certificate", files, files.certificate()), target("API key", files, files.key()));
    }

    private static FuzzTarget target(String name, NodeConfig.ApiTls files, Path damaged) throws Exception {
        byte[] whole = Files.readAllBytes(damaged);
        return new FuzzTarget(name, List.of(whole), PEM, List.of(TlsException.class), OF_X509, 50_000, input -> {
            try {
                Files.write(damaged, input);
                ServerCertificate.load(files);
            } finally {
                Files.write(damaged, whole);
            }
        });
    }
}
