package network.ian.client.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.ian.client.CheckedLog;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** What a node that lies sends on its stream, and the file that a witness keeps. */
class MessageFuzzTest extends FuzzContract {

    private static final List<Class<? extends Exception>> MALFORMED = List.of(MalformedException.class);
    private static final String HASH = "\"" + Events.ROOT + "\"";
    private static final String METRICS = "{\"reward\":0.5,\"risk\":0.1,\"complexity\":3.0,\"sharpe_ratio\":0.3,"
            + "\"max_drawdown\":0.2,\"episodes_run\":32,\"steps_run\":12768}";

    @Override
    protected List<FuzzTarget> targets() {
        List<byte[]> messages = new ArrayList<>();
        for (String text : List.of(
                Events.subscribed(Events.cursor(3)),
                Events.leaderboard(4),
                Events.gap(Events.cursor(9), "5", "slow"),
                event(
                        "peer_connected",
                        "{\"node_id\":\"ab\",\"address\":\"a:1\",\"direction\":\"inbound\",\"score\":100.0}"),
                event("log_reorg", "{\"from_index\":1,\"log_size\":9,\"log_root\":" + HASH + "}"),
                event("sync_progress", "{\"state\":\"SYNCING\",\"lag\":1,\"log_size\":9,\"log_root\":" + HASH + "}"),
                event(
                        "tau_commit",
                        "{\"block\":1,\"size\":2,\"root\":" + HASH + ",\"settled\":true,\"transaction\":null}"),
                event("goal_added", "{\"goal_id\":\"G\",\"topic\":" + HASH + ",\"name\":\"n\"}"),
                event(
                        "contribution_added",
                        "{\"contribution_id\":" + HASH + ",\"contributor_id\":\"ann\",\"pack_hash\":" + HASH
                                + ",\"log_index\":3,\"score\":0.5,\"metrics\":" + METRICS + "}"))) {
            messages.add(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] witness = new CheckedLog(7, network.ian.core.crypto.Sha256.of(), 3, network.ian.core.crypto.Sha256.of())
                .text()
                .getBytes(StandardCharsets.US_ASCII);
        return List.of(
                new FuzzTarget(
                        "stream message",
                        messages,
                        FuzzTarget.JSON,
                        MALFORMED,
                        new Allocation(300, 256 << 10),
                        1_000_000,
                        input -> Message.Codec.read(new String(input, StandardCharsets.UTF_8))),
                new FuzzTarget(
                        "witness's file",
                        List.of(witness),
                        List.of(" ", "\n", "-1"),
                        MALFORMED,
                        new Allocation(64, 64 << 10),
                        1_000_000,
                        input -> CheckedLog.parse(new String(input, StandardCharsets.UTF_8))));
    }

    private static String event(String type, String data) {
        return Events.event(type, Events.cursor(5), "\"G\"", data);
    }
}
