package network.ian.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import network.ian.api.access.AdminToken;
import network.ian.api.tls.ApiCertificate;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.lifecycle.ApiAddressFile;
import network.ian.app.lifecycle.ListenAddress;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;

/** The node that runs on a data directory of this machine, as commands reach it: with what it has left there. */
public final class OwnNode {

    private static final int LONGEST_TOKEN = 512;

    private final NodeConfig config;

    public OwnNode(NodeConfig config) {
        this.config = config;
    }

    /**
     * A client with an operator's rights, by the data directory's token.
     *
     * @throws CommandFailure if a process uses the directory that left no token
     */
    public ApiClient asOperator() throws IOException {
        Path data = config.node().dataDir();
        Secret token = adminToken()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "a process uses " + data + " but left no " + AdminToken.FILE
                                + ": it is no node that can be asked"));
        return client(
                address().orElseGet(this::configuredAddress),
                Optional.of(token),
                config.api().caFile());
    }

    /** Where the node says that its API listens. */
    Optional<URI> address() throws IOException {
        return new ApiAddressFile(config.node().dataDir()).read();
    }

    /** Where the API listens by the configuration. */
    URI configuredAddress() {
        NodeConfig.Api api = config.api();
        return ListenAddress.toAsk(api.tls().isPresent(), api.host(), api.port());
    }

    /** The token of the data directory; empty for who may not read it. */
    Optional<Secret> adminToken() {
        Path file = config.node().dataDir().resolve(AdminToken.FILE);
        try (InputStream in = Files.newInputStream(file)) {
            String token = new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.US_ASCII).strip();
            return token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A client of any node, which knows this machine's own node by its certificate.
     *
     * @param authorities PEM file of those whose word counts for other nodes; empty: those of Java
     */
    ApiClient client(URI node, Optional<Secret> key, Optional<Path> authorities) {
        boolean isTls = "https".equalsIgnoreCase(node.getScheme());
        Optional<SSLContext> tls =
                isTls ? Optional.of(NodeTrust.context(ownCertificates(), authorities)) : Optional.empty();
        return new ApiClient(node, key, tls);
    }

    private List<Path> ownCertificates() {
        List<Path> files = new ArrayList<>();
        files.add(config.node().dataDir().resolve(ApiCertificate.FILE));
        config.api().tls().ifPresent(tls -> files.add(tls.certificate()));
        return files;
    }
}
