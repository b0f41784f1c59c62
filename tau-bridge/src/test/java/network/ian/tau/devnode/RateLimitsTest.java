package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under a clock that stands still unless it is told. */
class RateLimitsTest {

    private Bench bench;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
        bench.node.mischief().liftRateLimits(false);
        client = new RawClient(bench.node);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        bench.close();
    }

    @Test
    void tenCommandsAtOnceThenFivePerSecond() throws IOException {
        assertThat(answeredOf(12, "getbalance a")).isEqualTo(10);
        bench.clock.advance(Duration.ofMillis(199));
        assertThat(answeredOf(2, "getbalance a")).isZero();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(answeredOf(2, "hello version=1")).isEqualTo(1);
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(answeredOf(12, "getbalance a")).isEqualTo(5);
        bench.clock.advance(Duration.ofHours(1));
        assertThat(answeredOf(12, "getbalance a")).isEqualTo(10);
    }

    @Test
    void twoChecksAtOnceThenOneEveryTwoSeconds() throws IOException {
        String check = "checktx " + bench.anchor(0).json();
        assertThat(answeredOf(3, check)).isEqualTo(2);
        assertThat(answeredOf(1, "getbalance a")).isEqualTo(1);
        bench.clock.advance(Duration.ofMillis(1_999));
        assertThat(answeredOf(1, check)).isZero();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(answeredOf(2, check)).isEqualTo(1);
    }

    @Test
    void theRefusalDoesNotNameTheCommandAndDropsIt() throws IOException {
        answeredOf(10, "getbalance a");
        JsonNode refusal = client.ask("sendtx " + bench.anchor(0).json());
        assertThat(refusal.path("command").asText()).isEqualTo("rate_limit");
        assertThat(refusal.path("error").path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(bench.client.status(bench.anchor(0))).isEqualTo("unknown");
    }

    @Test
    void everyConnectionHasItsOwnBudget() throws IOException {
        assertThat(answeredOf(11, "getbalance a")).isEqualTo(10);
        try (RawClient other = new RawClient(bench.node)) {
            assertThat(other.code("getbalance a")).isEqualTo("ok");
        }
    }

    private int answeredOf(int commands, String command) throws IOException {
        client.write((command + "\n").repeat(commands));
        int answered = 0;
        for (int i = 0; i < commands; i++) {
            answered += client.line().contains("RATE_LIMITED") ? 0 : 1;
        }
        return answered;
    }
}
