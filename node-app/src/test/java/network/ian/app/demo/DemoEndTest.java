package network.ian.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.app.client.ApiClient;
import network.ian.app.lifecycle.ApiAddressFile;
import network.ian.app.lifecycle.NodeProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demo ends, by itself or by a signal, and what it leaves behind: a process of its own each. */
class DemoEndTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void itLeavesNoTemporaryDirectoryBehindEvenIfItIsInterrupted() throws Exception {
        try (NodeProcess whole =
                        NodeProcess.start(home, "demo", "--contributions", "6", "--no-anchor", "--wasm-agents", "0");
                NodeProcess endless = NodeProcess.start(home, "demo", "--contributions", "100000")) {
            assertThat(whole.exitCode(LONG)).as("%s", whole.err()).isZero();
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> temporaryDirectories().size() == 1
                            && new ApiAddressFile(temporaryDirectories().get(0).resolve("node-1"))
                                    .read()
                                    .isPresent());
            endless.terminate();
            assertThat(endless.exitCode(Duration.ofSeconds(10))).isEqualTo(130);
            assertThat(endless.err()).containsExactly("ian: stopped before the end");
        }
        assertThat(temporaryDirectories()).isEmpty();
    }

    @Test
    void itStaysUntilASignalAndVerifiesWhatIsStoredThen() throws Exception {
        try (NodeProcess staying = NodeProcess.start(
                home, "demo", "--contributions", "6", "--pace", "50", "--no-anchor", "--nodes", "2", "--stay")) {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> staying.out().stream().anyMatch(line -> line.contains("until Ctrl-C")));
            String address = staying.out().stream()
                    .filter(line -> line.startsWith("Open http://"))
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .split(" ", -1)[1];
            ApiClient node = new ApiClient(URI.create(address.substring(0, address.length() - 1)), Optional.empty());
            assertThat(node.get("/api/v1/status/DEMO_TRADING_AGENT")
                            .path("total_contributions")
                            .asInt())
                    .as("of the three that were contributed to this node")
                    .isPositive();
            staying.terminate();
            assertThat(staying.exitCode(LONG)).as("%s", staying.err()).isZero();
            assertThat(staying.out())
                    .filteredOn(line -> line.matches("ok +\\w+: journal.*"))
                    .hasSize(4);
        }
        assertThat(temporaryDirectories()).isEmpty();
    }

    private List<Path> temporaryDirectories() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("ian-demo-"))
                    .toList();
        }
    }
}
