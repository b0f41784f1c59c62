package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.view.ClockSkew;
import network.ian.core.view.PeerDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

    private static final byte[] NOTHING = {'{', '}'};
    private static final String ADMIN = "/api/v1/admin/peers";

    @TempDir
    Path data;

    @Test
    void listsPeersBansAndPins() throws IOException {
        try (RunningApi api = RunningApi.start(data, new FakePeers())) {
            assertThat(api.get("/api/v1/peers").data())
                    .hasToString("{\"peers\":[{\"node_id\":\"" + FakePeers.ID
                            + "\",\"address\":\"192.0.2.7:9000\",\"direction\":\"outbound\",\"agent\":\"ian/0.1.0\","
                            + "\"score\":151.5,\"trusted\":true,\"pinned\":false,\"rtt_ms\":null,"
                            + "\"connected_since_ms\":17,\"clock_ahead_ms\":-1500,\"entries\":{\"G\":4}}],\"total\":1,\"banned\":[{\"node_id\":\""
                            + "cd".repeat(32)
                            + "\",\"score\":0.0,\"banned_until_ms\":99}],\"pinned\":[\"[2001:db8::1]:9000\"],"
                            + "\"known_addresses\":12}");
            assertThat(api.get("/api/v1/info").data().get("p2p_address").asText())
                    .isEqualTo("node.example:9000");
            assertThat(api.get("/api/v1/status/" + RunningApi.GOAL)
                            .data()
                            .get("consensus_state")
                            .asText())
                    .isEqualTo("SYNCING");
        }
    }

    @Test
    void aWrongClockIsSaidAndTakesTheNodeOutOfNothing() throws IOException {
        FakePeers peers = new FakePeers();
        peers.clock = new ClockSkew(3, 600_000);
        try (RunningApi api = RunningApi.start(data, peers)) {
            assertThat(api.get("/health/ready").text())
                    .contains("\"ready\":true")
                    .contains("this node's clock is 600.0 s ahead of the median of 3 peers");
            assertThat(api.get("/status").text()).contains("\"clock\":{\"skew_seconds\":600.0,\"peers\":3}");
            assertThat(api.get("/metrics").text()).contains("\nian_clock_skew_seconds 600.0\n");
        }
    }

    @Test
    void carriesOrdersOut() throws IOException {
        FakePeers peers = new FakePeers();
        try (RunningApi api = RunningApi.start(data, peers)) {
            String[] key = {"Authorization", "Bearer " + api.adminToken.reveal()};
            assertThat(api.post(ADMIN + "/add?address=tcp://node.example:9000", NOTHING, key)
                            .data())
                    .hasToString("{\"changed\":true}");
            peers.changes = false;
            assertThat(api.post(ADMIN + "/remove?address=%5B2001:db8::1%5D:9000", NOTHING, key)
                            .data())
                    .hasToString("{\"changed\":false}");
            api.post(ADMIN + "/" + FakePeers.ID + "/ban", NOTHING, key);
            api.post(ADMIN + "/" + FakePeers.ID + "/ban?seconds=60", NOTHING, key);
            api.post(ADMIN + "/" + FakePeers.ID + "/unban", NOTHING, key);
            assertThat(peers.orders)
                    .containsExactly(
                            "add node.example:9000",
                            "remove [2001:db8::1]:9000",
                            "ban " + FakePeers.ID + " PT24H",
                            "ban " + FakePeers.ID + " PT1M",
                            "unban " + FakePeers.ID);
        }
    }

    @Test
    void refusesWhatItCannotReadAndWhoMayNot() throws IOException {
        FakePeers peers = new FakePeers();
        try (RunningApi api = RunningApi.start(data, peers)) {
            String[] key = {"Authorization", "Bearer " + api.adminToken.reveal()};
            assertThat(api.post(ADMIN + "/add", NOTHING, key).error()).isEqualTo("address: missing");
            assertThat(api.post(ADMIN + "/add?address=nowhere", NOTHING, key).error())
                    .isEqualTo("address: expected host:port or tcp://host:port");
            assertThat(api.post(ADMIN + "/abc/ban", NOTHING, key).status()).isEqualTo(400);
            assertThat(api.post(ADMIN + "/" + FakePeers.ID + "/ban?seconds=0", NOTHING, key)
                            .error())
                    .isEqualTo("seconds: expected 1 to 31536000");
            assertThat(api.post(ADMIN + "/" + FakePeers.ID + "/unban", NOTHING).status())
                    .isEqualTo(401);
            assertThat(peers.orders).isEmpty();
        }
    }

    @Test
    void aNodeWithoutANetworkSaysSo() throws IOException {
        try (RunningApi api = RunningApi.start(data, PeerDirectory.NONE)) {
            String[] key = {"Authorization", "Bearer " + api.adminToken.reveal()};
            RunningApi.Reply refused = api.post(ADMIN + "/" + FakePeers.ID + "/unban", NOTHING, key);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).contains("runs without a network");
        }
    }

    @Test
    void isNotReadyBeforeItComparedItsLogs() throws IOException {
        FakePeers peers = new FakePeers();
        peers.unready = Optional.of("not compared with any peer yet");
        try (RunningApi api = RunningApi.start(data, peers)) {
            assertThat(api.get("/health/ready").status()).isEqualTo(503);
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            peers.unready = Optional.empty();
            assertThat(api.get("/health/ready").status()).isEqualTo(200);
        }
    }
}
