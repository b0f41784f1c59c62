package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;

/** Sends an operator's order about the anchor and says what came of it. */
final class TauOrder {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Console console;

    TauOrder(Console console) {
        this.console = console;
    }

    /**
     * Sends it.
     *
     * @param path below {@code /api/v1/admin/tau}
     * @param done what to say if it changed something
     * @param already what to say if there was nothing to do
     */
    int send(NodeOptions node, String path, boolean json, String done, String already)
            throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode data = client.require(client.post("/api/v1/admin/tau" + path, NOTHING));
        if (json) {
            console.json(data);
        } else {
            console.line(data.path("changed").asBoolean() ? done : already);
        }
        return ExitCode.OK.number();
    }
}
