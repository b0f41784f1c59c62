package network.ian.app.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import network.ian.app.client.ApiClient;
import network.ian.app.client.OwnNode;
import network.ian.core.backup.BackupCut;
import network.ian.core.backup.BackupRefusedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.state.NodeStateFile;

/** Has the node that runs on a data directory name a cut. */
final class NodeCut implements BackupCut.Source {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeConfig config;

    NodeCut(NodeConfig config) {
        this.config = config;
    }

    @Override
    public BackupCut take() throws IOException {
        try {
            return ask();
        } catch (BackupRefusedException e) {
            // A goal may have come between the node's answer and the look at its directory.
            return ask();
        }
    }

    private BackupCut ask() throws IOException {
        ApiClient client = new OwnNode(config).asOperator();
        JsonNode cut = client.require(client.post("/api/v1/admin/backup/cut", new byte[0]));
        byte[] state = JSON.writeValueAsBytes(cut.path("state"));
        return BackupCut.of(config.node().dataDir(), NodeStateFile.decode(Path.of("the node's answer"), state));
    }
}
