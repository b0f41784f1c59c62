package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;

/** Sends an operator's order to a running node and says what came of it. */
final class AdminOrder {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Console console;
    private final String subject;

    private AdminOrder(Console console, String subject) {
        this.console = console;
        this.subject = subject;
    }

    /** An order about peers; its path is below {@code /api/v1/admin/peers}. */
    static AdminOrder aboutPeers(Console console) {
        return new AdminOrder(console, "/peers");
    }

    /** An order about the anchor; its path is below {@code /api/v1/admin/tau}. */
    static AdminOrder aboutTau(Console console) {
        return new AdminOrder(console, "/tau");
    }

    /**
     * Sends it.
     *
     * @param done what to say if it changed something
     * @param already what to say if everything was so before
     */
    int send(NodeOptions node, String path, boolean json, String done, String already)
            throws ConfigException, IOException {
        ApiClient client = node.connect();
        JsonNode data = client.require(client.post("/api/v1/admin" + subject + path, NOTHING));
        if (json) {
            console.json(data);
        } else {
            console.line(data.path("changed").asBoolean() ? done : already);
        }
        return ExitCode.OK.number();
    }
}
