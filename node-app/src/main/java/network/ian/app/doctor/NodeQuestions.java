package network.ian.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.app.cli.CommandFailure;
import network.ian.app.client.ApiClient;
import network.ian.core.identity.NodeIdentity;

/** Asks the node of a data directory about itself. */
final class NodeQuestions {

    private final Host host;
    private final Path data;
    private final Optional<NodeIdentity> identity;
    private final Connection connection;

    /** How the node's API is reached. */
    @FunctionalInterface
    interface Connection {

        ApiClient open() throws IOException;
    }

    NodeQuestions(Host host, Path data, Optional<NodeIdentity> identity, Connection connection) {
        this.host = host;
        this.data = data;
        this.identity = identity;
        this.connection = connection;
    }

    /** What it answers; without a process on the directory nobody is asked. */
    LocalNode ask() {
        if (!LockHolder.isTaken(data)) {
            return LocalNode.none();
        }
        Optional<Long> pid = LockHolder.pid(host, data);
        try {
            ApiClient client = connection.open();
            JsonNode status = client.ask("/status").data();
            String answering = status.path("node").path("node_id").asText();
            if (identity.isPresent() && !answering.equals(identity.get().nodeId())) {
                return LocalNode.silent(true, pid, "at " + client.node() + " another node answers: " + answering);
            }
            return new LocalNode(
                    true,
                    pid,
                    client.node().getPort(),
                    Optional.empty(),
                    client.ask("/health/ready").data(),
                    status,
                    client.ask("/api/v1/peers").data());
        } catch (CommandFailure | IOException e) {
            return LocalNode.silent(true, pid, String.valueOf(e.getMessage()));
        }
    }
}
