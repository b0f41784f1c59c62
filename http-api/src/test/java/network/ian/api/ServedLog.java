package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.ian.api.RunningApi.Reply;

/** A running API whose demo goal has a log of some entries, posted in turn without a signature and with one. */
final class ServedLog implements AutoCloseable {

    private static final int POSTED = 14;

    final RunningApi api;
    /** What the contributions were answered, in their order. */
    final List<JsonNode> answers;

    final int accepted;

    private ServedLog(RunningApi api, List<JsonNode> answers) {
        this.api = api;
        this.answers = answers;
        this.accepted = (int)
                answers.stream().filter(a -> a.get("accepted").asBoolean()).count();
        assertThat(accepted).isGreaterThan(POSTED / 2);
    }

    static ServedLog start(Path data) throws IOException {
        RunningApi api = RunningApi.start(data);
        Contributions contributions = new Contributions(11);
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < POSTED; i++) {
            byte[] body = i % 2 == 0
                    ? contributions.unsigned("agent-" + i)
                    : contributions.signed(RunningApi.NOW_MS - 1000 + i);
            Reply reply = api.post("/api/v1/contribute", body, "Content-Type", "application/json");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            answers.add(reply.data());
        }
        return new ServedLog(api, answers);
    }

    JsonNode anAccepted() {
        return answers.stream()
                .filter(answer -> answer.get("accepted").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    /** The data of a good answer. */
    JsonNode get(String path) {
        Reply reply = api.get(path);
        assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
        assertThat(reply.json().get("success").asBoolean()).isTrue();
        return reply.data();
    }

    /** The answer to a contribution. */
    JsonNode post(byte[] body) {
        Reply reply = api.post("/api/v1/contribute", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.data();
    }

    @Override
    public void close() {
        api.close();
    }
}
