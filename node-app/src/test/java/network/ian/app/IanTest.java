package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ConsoleStream;
import network.ian.app.cli.ExitCode;
import network.ian.core.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class IanTest {

    private static final String KEY = "the-key-of-the-api";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void versionSaysWhatRuns() throws IOException {
        assertThat(run("version")).isEqualTo(ExitCode.OK.number());
        assertThat(out()).startsWith("ian 0.").contains("Java " + Runtime.version());
        run("version", "--json");
        assertThat(json().get("version").textValue()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(json().get("java").textValue()).startsWith(Runtime.version().toString());
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).isEqualTo("ian: Missing command (see 'ian --help')\n");
        assertThat(run("versoin")).isEqualTo(2);
        assertThat(err()).isEqualTo("ian: unknown command versoin, did you mean version? (see 'ian --help')\n");
        assertThat(run("config", "show", "--api-prot", "1")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("ian: unknown flag --api-prot, did you mean --api-port? (see 'ian config show --help')\n");
        assertThat(run("version", "now")).isEqualTo(2);
        assertThat(err()).isEqualTo("ian: unexpected argument now (see 'ian version --help')\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void benchmarksAreRunFromACheckout() {
        assertThat(run("bench", "--quick", "--only", "ingest,sync")).isEqualTo(69);
        assertThat(err()).endsWith("in a checkout of the sources, run ./ian bench\n");
    }

    @Test
    void helpNamesEverySettingAndEveryExitCode() {
        assertThat(run("config", "show", "--help")).isZero();
        String help = out();
        assertThat(Settings.ALL)
                .allMatch(setting -> help.contains(setting.secret() ? setting.fileFlag() : setting.flag()));
        assertThat(help).doesNotContain("--api-key=").contains("--api-key-file=");
        run("--help");
        String exitCodes = out();
        for (ExitCode code : ExitCode.values()) {
            assertThat(exitCodes).containsPattern("(?m)^ +" + code.number() + " +\\w");
        }
    }

    @Test
    void showPrintsValueAndSourceAndNoSecret() throws IOException {
        environment.put("IAN_API_KEY", KEY);
        environment.put("IAN_SEED_NODES", "tcp://a:1,tcp://b:2");
        assertThat(run("config", "show", "--api-port=7", "--api-protect-reads")).isZero();
        assertThat(out())
                .contains("api.port = 7  (flag --api-port)\n")
                .contains("api.protect_reads = true  (flag --api-protect-reads)\n")
                .contains("api.key = <redacted>  (environment IAN_API_KEY)\n")
                .contains("tau.host = none  (default)\n")
                .doesNotContain(KEY);

        run("config", "show", "--json", "--api-port=7");
        assertThat(json().get("file").isNull()).isTrue();
        JsonNode values = json().get("values");
        assertThat(values.size()).isEqualTo(Settings.ALL.size());
        assertThat(values.get("api.port")).hasToString("{\"source\":\"flag --api-port\",\"value\":7}");
        assertThat(values.get("api.key").get("value").textValue()).isEqualTo("<redacted>");
        assertThat(values.get("p2p.seed_nodes").get("value")).hasToString("[\"tcp://a:1\",\"tcp://b:2\"]");
        assertThat(values.get("tau.host").get("value").isNull()).isTrue();
        assertThat(values.get("api.protect_reads").get("value")).hasToString("false");
    }

    @Test
    void validateListsEveryProblem() throws IOException {
        Path file = Files.writeString(home.resolve("x.toml"), "[api]\nprot = 1\n");
        environment.put("IAN_P2P_PORT", "x");
        assertThat(run("config", "validate", "--config", file.toString(), "--api-port", "70000"))
                .isEqualTo(2);
        assertThat(err().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("ian: "))
                .anyMatch(line -> line.contains("api.prot"))
                .anyMatch(line -> line.contains("IAN_P2P_PORT"))
                .anyMatch(line -> line.contains("--api-port"));

        assertThat(run("config", "validate", "--json", "--config", file.toString()))
                .isEqualTo(2);
        assertThat(json().get("ok").booleanValue()).isFalse();
        assertThat(json().get("problems").size()).isEqualTo(2);
    }

    @Test
    void validateSaysThatAKeyAnchorsNothingWithoutATauNode() throws IOException {
        environment.put("IAN_TAU_KEY", "1f".repeat(32));
        assertThat(run("config", "validate")).isEqualTo(2);
        assertThat(err()).contains("tau.key is of no use without tau.host").doesNotContain("1f1f");
        environment.put("IAN_TAU_HOST", "tau");
        environment.put("IAN_TAU_PORT", "1");
        assertThat(run("config", "validate")).isZero();
        assertThat(err()).isEmpty();
    }

    @Test
    void aFailureIsItsLinesAndItsExitCodeAndOnlyDebugShowsWhere() {
        assertThat(run("fail-refused")).isEqualTo(4);
        assertThat(err()).isEqualTo("ian: the node says no\n");
        assertThat(run("fail-internal")).isEqualTo(70);
        assertThat(err()).isEqualTo("ian: internal error: IllegalStateException: two lines (--debug shows where)\n");
        assertThat(run("--debug", "fail-internal")).isEqualTo(70);
        assertThat(err()).contains("\tat network.ian.app.IanTest");
        assertThat(run("fail-internal", "--debug")).isEqualTo(70);
        assertThat(err()).contains("\tat network.ian.app.IanTest");
    }

    @Test
    void anAnswerThatIsLostIsAFaultUnlessItsReaderLeft() {
        assertThat(printingTo("No space left on device").execute("version", "--json"))
                .isEqualTo(70);
        assertThat(err()).isEqualTo("ian: standard output: No space left on device\n");
        err.reset();
        assertThat(printingTo("Broken pipe").execute("version", "--json")).isZero();
        assertThat(err()).isEmpty();
    }

    private CommandLine printingTo(String fault) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(fault);
            }
        };
        return Ian.commandLine(new Console(new ConsoleStream(failing), printTo(err), false, false), environment, home);
    }

    @Command(name = "fail-refused")
    private static final class Refused implements Runnable {
        @Override
        public void run() {
            throw new CommandFailure(ExitCode.REFUSED, "the node says no");
        }
    }

    @Command(name = "fail-internal")
    private static final class Internal implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("two\n  lines");
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(printTo(out), printTo(err), false, false);
        CommandLine line = Ian.commandLine(console, environment, home);
        line.addSubcommand(new Refused()).addSubcommand(new Internal());
        return line.execute(arguments);
    }

    private static PrintStream printTo(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        assertThat(out().lines()).hasSize(1);
        return new ObjectMapper().readTree(out());
    }
}
