package network.ian.app.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.client.IanClientBuilder;
import network.ian.core.config.ApiSettings;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Origin;
import network.ian.core.config.Secret;
import picocli.CommandLine.Option;

/**
 * Which node a command asks: {@code --node}; else the address that flags name; else the one that the node of the data
 * directory left there, which also takes that directory's admin token for a key; else the configured one.
 */
public final class NodeOptions {

    private final ConfigOptions config;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = "The node to ask, e.g. http://127.0.0.1:8000; else that of the data directory.")
    private String node;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Key of the API; other users of this machine can see it here, IAN_API_KEY hides it.")
    private String apiKey;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authorities to trust for an https node (IAN_API_CA_FILE).")
    private Path ca;

    public NodeOptions(ConfigOptions config) {
        this.config = config;
    }

    /** Whether a node was named, rather than that of the data directory meant. */
    public boolean isNamed() {
        return node != null;
    }

    /** What is configured where the command runs. */
    public NodeConfig config() throws ConfigException {
        return config.load().config();
    }

    /** Everything that is configured where the command runs. */
    public LoadedConfig loaded() throws ConfigException {
        return config.load();
    }

    /** Whether the command line names a node to ask, which then need not be that of the data directory. */
    public boolean namesANode() throws ConfigException {
        return node != null || namedByFlag(config.load());
    }

    /** Ready to ask; nothing is sent yet. */
    public ApiClient connect() throws ConfigException, IOException {
        LoadedConfig loaded = config.load();
        Optional<Secret> key = Optional.ofNullable(apiKey)
                .map(Secret::new)
                .or(() -> loaded.config().api().key());
        return connect(loaded, key);
    }

    /** Ready to ask with this credential and no other. */
    public ApiClient connect(Secret credential) throws ConfigException, IOException {
        return connect(config.load(), Optional.of(credential));
    }

    private ApiClient connect(LoadedConfig loaded, Optional<Secret> key) throws IOException {
        OwnNode here = new OwnNode(loaded.config());
        Optional<Path> authorities =
                Optional.ofNullable(ca).or(() -> loaded.config().api().caFile());
        if (node != null) {
            return here.client(parse(node), key, authorities);
        }
        Optional<URI> own = namedByFlag(loaded) ? Optional.empty() : here.address();
        if (own.isEmpty()) {
            return here.client(here.configuredAddress(), key, authorities);
        }
        // Only the node that wrote the token may see it, so it goes to the address that this node left beside it.
        return here.client(own.get(), key.or(here::adminToken), authorities);
    }

    private static boolean namedByFlag(LoadedConfig loaded) {
        return isFlag(loaded, ApiSettings.HOST.key()) || isFlag(loaded, ApiSettings.PORT.key());
    }

    private static boolean isFlag(LoadedConfig loaded, String key) {
        return loaded.values().stream()
                .anyMatch(value ->
                        value.setting().key().equals(key) && value.origin().kind() == Origin.Kind.FLAG);
    }

    private static URI parse(String text) {
        try {
            return IanClientBuilder.address(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, List.of("--node: expected a URL such as http://127.0.0.1:8000"), e);
        }
    }
}
