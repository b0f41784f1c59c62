package network.ian.app.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.api.access.AdminToken;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.ApiAddressFile;
import network.ian.app.lifecycle.ListenAddress;
import network.ian.core.backup.BackupCut;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.state.NodeStateFile;

/** The node that runs on a data directory, found and asked by what it left there. */
final class OwnNode implements BackupCut.Source {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeConfig config;

    OwnNode(NodeConfig config) {
        this.config = config;
    }

    @Override
    public BackupCut take() throws IOException {
        Path data = config.node().dataDir();
        URI address = new ApiAddressFile(data)
                .read()
                .orElseGet(() ->
                        ListenAddress.toAsk(config.api().host(), config.api().port()));
        ApiClient client = new ApiClient(address, Optional.of(token(data)));
        JsonNode cut = client.require(client.post("/api/v1/admin/backup/cut", new byte[0]));
        byte[] state = JSON.writeValueAsBytes(cut.path("state"));
        return BackupCut.of(data, NodeStateFile.decode(Path.of("the node's answer"), state));
    }

    private static Secret token(Path data) throws IOException {
        Path file = data.resolve(AdminToken.FILE);
        try {
            return new Secret(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "a process uses " + data + " but left no " + AdminToken.FILE + ": it is no node that can be asked");
        }
    }
}
