package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.HostPort;

/** Sends an operator's order about a peer and says what came of it. */
final class PeerOrder {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Console console;

    PeerOrder(Console console) {
        this.console = console;
    }

    /**
     * Sends it.
     *
     * @param path below {@code /api/v1/admin/peers}
     * @param done what to say if it changed something
     * @param already what to say if everything was so before
     */
    int send(NodeOptions node, String path, boolean json, String done, String already)
            throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode data = client.require(client.post("/api/v1/admin/peers" + path, NOTHING));
        if (json) {
            console.json(data);
        } else {
            console.line(data.path("changed").asBoolean() ? done : already);
        }
        return ExitCode.OK.number();
    }

    static HostPort address(String text) {
        return HostPort.read(text)
                .orElseThrow(
                        () -> new CommandFailure(ExitCode.USAGE, "ADDRESS: expected host:port or tcp://host:port"));
    }

    static String nodeId(String text) {
        try {
            if (Hex.decode("NODE_ID", text).length == 32) {
                return text;
            }
        } catch (MalformedException e) {
            // Said below.
        }
        throw new CommandFailure(
                ExitCode.USAGE, "NODE_ID: expected 64 lower-case hex digits, as 'ian peer list --full' shows them");
    }
}
