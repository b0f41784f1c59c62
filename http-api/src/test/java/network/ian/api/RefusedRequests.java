package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import network.ian.api.RunningApi.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A node to which malformed and hostile requests go: each gets its status and a sentence that says why, and the node serves on. */
abstract class RefusedRequests {

    static final String GOAL = RunningApi.GOAL;
    static final String CONTRIBUTE = "/api/v1/contribute";
    static final long NOW = RunningApi.NOW_MS;

    static RunningApi api;
    static Contributions contributions;

    @TempDir
    private static Path data;

    /** @param fragment part of the error, or of the reason of a rejected contribution */
    record Case(String name, int status, String fragment, Supplier<String> answer) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(data);
        contributions = new Contributions(21);
        for (int i = 0; i < 6; i++) {
            api.post(CONTRIBUTE, contributions.signed(NOW + i));
        }
        assertThat(logSize()).isGreaterThan(2);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void servesOn() {
        Reply reply = api.post(CONTRIBUTE, contributions.unsigned("honest"), "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(api.get("/health").text()).isEqualTo("OK");
    }

    static void assertRefused(Case request) {
        String answer = request.answer.get();
        assertThat(answer).as(answer).startsWith(Integer.toString(request.status));
        assertThat(answer).contains(request.fragment);
        assertThat(answer).contains("\"timestamp\":" + NOW);
        assertThat(answer).contains("Cache-Control: no-store");
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("java.")
                .doesNotContain("network.ian")
                .doesNotContain("jackson")
                .doesNotContain("Feature")
                .doesNotContain("Constraints")
                .doesNotContain("\tat ")
                .doesNotContain("Jetty")
                .doesNotContain("Server:")
                .doesNotContain("Set-Cookie");
    }

    static String describe(Reply reply) {
        StringBuilder all = new StringBuilder().append(reply.status()).append('\n');
        // The client shows names in lower case.
        reply.response()
                .headers()
                .map()
                .forEach((name, values) -> all.append(name.equalsIgnoreCase("cache-control") ? "Cache-Control" : name)
                        .append(": ")
                        .append(String.join(",", values))
                        .append('\n'));
        return all.append(reply.text()).toString();
    }

    private static int logSize() {
        return api.get("/api/v1/status/" + GOAL).data().get("log_size").asInt();
    }
}
