package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.NodeOptions;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian peer list}. */
@Command(name = "list", description = "List the connected peers, the bans and the addresses that were added.")
final class PeerListCommand implements Callable<Integer> {

    private static final int ID_SHOWN = 16;

    private final Console console;
    private final InstantSource clock;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print the answer's data as one JSON object.")
    private boolean json;

    @Option(names = "--full", description = "Print whole node ids, as ban and unban want them.")
    private boolean full;

    PeerListCommand(Console console, NodeOptions node, InstantSource clock) {
        this.console = console;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        JsonNode data = node.connect().get("/api/v1/peers");
        if (json) {
            console.json(data);
            return ExitCode.OK.number();
        }
        peers(data);
        bans(data);
        data.path("pinned").forEach(address -> console.line("added: " + TerminalText.escape(address.asText(), 300)));
        console.line(data.path("total").asInt() + " connected, "
                + data.path("banned").size() + " banned, "
                + data.path("known_addresses").asInt() + " addresses known");
        return ExitCode.OK.number();
    }

    private void peers(JsonNode data) {
        if (data.path("peers").isEmpty()) {
            return;
        }
        Table table = new Table("NODE", "ADDRESS", "DIRECTION", ">SCORE", ">RTT", ">CONNECTED", "AGENT");
        for (JsonNode peer : data.path("peers")) {
            table.row(
                    id(peer),
                    TerminalText.escape(peer.path("address").asText(), 60),
                    TerminalText.escape(peer.path("direction").asText(), 10)
                            + (peer.path("pinned").asBoolean() ? ", kept" : ""),
                    "%.1f".formatted(peer.path("score").asDouble()),
                    peer.path("rtt_ms").isNumber()
                            ? "%.1f ms".formatted(peer.path("rtt_ms").asDouble())
                            : "-",
                    span(clock.millis() - peer.path("connected_since_ms").asLong()),
                    TerminalText.escape(peer.path("agent").asText(), 64));
        }
        table.lines().forEach(console::line);
    }

    private void bans(JsonNode data) {
        for (JsonNode ban : data.path("banned")) {
            long left = ban.path("banned_until_ms").asLong() - clock.millis();
            console.line("banned: %s for another %s"
                    .formatted(TerminalText.escape(ban.path("node_id").asText(), 64), span(left)));
        }
    }

    private String id(JsonNode peer) {
        String id = TerminalText.escape(peer.path("node_id").asText(), 64);
        return full || id.length() <= ID_SHOWN ? id : id.substring(0, ID_SHOWN);
    }

    private static String span(long millis) {
        Duration span = Duration.ofMillis(Math.max(0, millis));
        if (span.toHours() >= 48) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toSeconds() >= 120 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
