package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code ian top} at a real pseudo-terminal and in a pipe, looking at a real node. */
class TopIT {

    private static final String LEFT = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String INTERRUPT = "\u0003";

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aPersonWatchesANode() throws Exception {
        NodeProcess node = machine.node().start();
        contribute(node, "ann", 50, 200);
        try (PseudoTerminal terminal = top(node, "first", 24, 80)) {
            terminal.awaitRow("leader", row -> row.startsWith("   1 ") && row.contains(" ann "));
            assertThat(terminal.picture().get(0))
                    .startsWith("node  " + node.api().address() + "  READY");
            assertThat(terminal.picture().get(23)).isEqualTo("keys  q quit  ? help  p pause");

            contribute(node, "bea", 60, 200);
            terminal.awaitRow("newcomer", row -> row.matches(" +[12] +new .* bea .*"));

            terminal.resize(15, 40);
            terminal.awaitRow("picture of 15 rows", row -> row.startsWith("log   2 entries"));
            assertThat(terminal.picture().get(14)).startsWith("keys  q quit");
            terminal.type("?");
            terminal.awaitRow("help", row -> row.startsWith("q           quit"));

            node.kill();
            terminal.type("?");
            terminal.awaitRow("word of the node's end", row -> row.startsWith("top   NO NEWS for "));
            terminal.awaitRow("last picture", row -> row.startsWith("log   2 entries"));
            terminal.type("q");
            assertThat(terminal.exitCode()).as(terminal.written()).isZero();
            assertThat(terminal.written()).endsWith(LEFT);
            terminal.isAsBefore();
        }
    }

    @Test
    void howeverItEndsTheTerminalIsLeftAsItWasAndAPipeGetsPlainLines() throws Exception {
        NodeProcess node = machine.node().start();
        try (PseudoTerminal terminal = top(node, "second", 24, 80)) {
            terminal.awaitRow("picture", row -> row.startsWith("nothing is ranked yet"));
            terminal.type(INTERRUPT);
            assertThat(terminal.exitCode()).as(terminal.written()).isEqualTo(130);
            assertThat(terminal.written()).endsWith(LEFT);
            terminal.isAsBefore();
        }
        Process piped = Program.process(machine.path("tmp"), "top", "--interval", "0.2", "--node", address(node))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = piped.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine())
                        .matches("[-0-9]{10}T[.:0-9]+Z DEMO_TRADING_AGENT log 0 root [0-9a-f]{8} final 0 ISOLATED .*")
                        .matches(line -> line.codePoints().noneMatch(Character::isISOControl));
            }
            piped.destroy();
            assertThat(piped.waitFor()).isEqualTo(130);
        } finally {
            piped.destroyForcibly();
        }
    }

    private PseudoTerminal top(NodeProcess node, String name, int rows, int columns) throws IOException {
        ProcessBuilder program =
                Program.process(machine.path("tmp"), "top", "--interval", "0.2", "--node", address(node));
        // As the launcher says it.
        program.command().addAll(1, List.of("-Dian.stdout.terminal=true", "-Dian.stderr.terminal=true"));
        return new PseudoTerminal(machine.path(name), rows, columns, program);
    }

    private static String address(NodeProcess node) {
        return node.api().address().toString();
    }

    private static void contribute(NodeProcess node, String who, int fast, int slow) {
        String policy = "{\"policy\":\"ma_crossover\",\"fast\":%d,\"slow\":%d}".formatted(fast, slow);
        String pack = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
        Reply reply = node.api().contribute("""
                {"goal_id":"DEMO_TRADING_AGENT","contributor_id":"%s","seed":0,"proofs":{},
                 "agent_pack":{"version":"1","parameters":"%s","metadata":{}}}""".formatted(who, pack).getBytes(StandardCharsets.UTF_8));
        assertThat(reply.accepted()).as(reply.text()).isTrue();
    }
}
