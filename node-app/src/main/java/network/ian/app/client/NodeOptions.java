package network.ian.app.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.app.lifecycle.ApiAddressFile;
import network.ian.app.lifecycle.ListenAddress;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Origin;
import network.ian.core.config.Secret;
import network.ian.core.config.Settings;
import picocli.CommandLine.Option;

/**
 * Which node a command asks: {@code --node}; else the address that flags name; else the one that the node of the data
 * directory left there; else the configured one.
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

    public NodeOptions(ConfigOptions config) {
        this.config = config;
    }

    /** Ready to ask; nothing is sent yet. */
    public ApiClient connect() throws ConfigException, IOException {
        LoadedConfig loaded = config.load();
        Optional<Secret> key = Optional.ofNullable(apiKey)
                .map(Secret::new)
                .or(() -> loaded.config().api().key());
        return new ApiClient(address(loaded), key);
    }

    private URI address(LoadedConfig loaded) throws IOException {
        if (node != null) {
            return parse(node);
        }
        NodeConfig.Api api = loaded.config().api();
        if (isFlag(loaded, Settings.API_HOST.key()) || isFlag(loaded, Settings.API_PORT.key())) {
            return configured(api);
        }
        return new ApiAddressFile(loaded.config().node().dataDir()).read().orElseGet(() -> configured(api));
    }

    private static boolean isFlag(LoadedConfig loaded, String key) {
        return loaded.values().stream()
                .anyMatch(value ->
                        value.setting().key().equals(key) && value.origin().kind() == Origin.Kind.FLAG);
    }

    private static URI configured(NodeConfig.Api api) {
        return ListenAddress.toAsk(api.host(), api.port());
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new CommandFailure(ExitCode.USAGE, "--node: expected a URL such as http://127.0.0.1:8000");
    }
}
