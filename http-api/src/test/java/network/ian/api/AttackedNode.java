package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import network.ian.api.RunningApi.Reply;

/** A node with some entries to which {@link RefusedRequest}s go, and which serves on after each. */
final class AttackedNode implements AutoCloseable {

    static final String CONTRIBUTE = "/api/v1/contribute";

    final RunningApi api;
    final Contributions contributions = new Contributions(21);

    private AttackedNode(RunningApi api) {
        this.api = api;
    }

    static AttackedNode start(Path data) throws IOException {
        AttackedNode node = new AttackedNode(RunningApi.start(data));
        for (int i = 0; i < 6; i++) {
            node.api.post(CONTRIBUTE, node.contributions.signed(RunningApi.NOW_MS + i));
        }
        assertThat(node.logSize()).isGreaterThan(2);
        return node;
    }

    /** Posts a body and describes the answer. */
    String contribute(byte[] body) {
        return RefusedRequest.describe(api.post(CONTRIBUTE, body));
    }

    void assertServesOn() {
        Reply reply = api.post(CONTRIBUTE, contributions.unsigned("honest"), "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(api.get("/health").text()).isEqualTo("OK");
    }

    @Override
    public void close() {
        api.close();
    }

    private int logSize() {
        return api.get("/api/v1/status/" + RunningApi.GOAL)
                .data()
                .get("log_size")
                .asInt();
    }
}
