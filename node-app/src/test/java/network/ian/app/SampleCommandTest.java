package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import network.ian.app.cli.Console;
import network.ian.app.cli.ConsoleStream;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {

    private static final String AT = "1700000000000";

    @TempDir
    Path home;

    @Test
    void printsOneRequestALineInOrder() {
        List<String> lines = OfflineRun.ok(home, "sample", "--count", "1000", "--seed", "5")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(1000);
        for (int i = 0; i < lines.size(); i++) {
            ContributionRequest request = decode(lines.get(i));
            assertThat(request.seed()).isEqualTo(i);
            assertThat(request.goalId()).isEqualTo("DEMO_TRADING_AGENT");
            assertThat(request.proof()).isEmpty();
        }
    }

    @Test
    void sameSeedAndTimeSameBytes() {
        String first = signed("5");
        assertThat(signed("5")).isEqualTo(first);
        assertThat(signed("6")).isNotEqualTo(first);
    }

    @Test
    void withoutATimeItSignsForNow() {
        long before = System.currentTimeMillis();
        String line = OfflineRun.ok(home, "sample", "--count", "1", "--seed", "5", "--signed")
                .out();
        assertThat(decode(line).proof().orElseThrow().timestampMs()).isBetween(before - 1, System.currentTimeMillis());
    }

    @Test
    void wrongUsageExitsWith2() {
        assertThat(OfflineRun.ian(home, "sample", "--count", "0", "--seed", "1").exitCode())
                .isEqualTo(2);
        assertThat(OfflineRun.ian(home, "sample", "--count", "1").exitCode()).isEqualTo(2);
        assertThat(OfflineRun.ian(home, "sample", "--count", "1", "--seed", "1", "--at", "-1")
                        .exitCode())
                .isEqualTo(2);
        Invocation other = OfflineRun.ian(home, "sample", "--count", "1", "--seed", "1", "--goal", "CHESS");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("CHESS", "--data-dir");
    }

    @Test
    void aReaderThatHasEnoughEndsItQuietly() {
        assertThat(printedTo("Broken pipe")).isEqualTo(new Invocation(0, "", ""));
    }

    @Test
    void anyOtherFailureToPrintIsSaid() {
        Invocation run = printedTo("No space left on device");
        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).contains("No space left on device");
    }

    private static Invocation printedTo(String failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(failure);
            }
        };
        Console console = new Console(
                new ConsoleStream(failing), new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        int code = Ian.commandLine(console, Map.of(), Path.of("/nowhere"))
                .execute("sample", "--count", "1000000000", "--seed", "1");
        return new Invocation(code, "", err.toString(StandardCharsets.UTF_8));
    }

    private String signed(String seed) {
        return OfflineRun.ok(home, "sample", "--count", "300", "--seed", seed, "--signed", "--at", AT)
                .out();
    }

    private static ContributionRequest decode(String line) {
        return ContributionRequestCodec.decode(line.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }
}
