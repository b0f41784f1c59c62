package network.ian.app.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.ian.app.Invocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsExportTest {

    @TempDir
    Path home;

    private Path data;
    private Path archive;

    @BeforeEach
    void directories() throws IOException {
        data = Files.createDirectories(home.resolve(".ian"));
        archive = home.resolve("out.tar.gz");
    }

    @Test
    void aStoppedNodesArchiveHasWhatThereIsAndSaysWhatThereIsNot() throws IOException {
        Files.writeString(data.resolve("node_state.json"), "{\"version\":1}");
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("logs/node.log"), "{\"message\":\"Ready\"}\n");
        Invocation run = export("--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode answer = run.json();
        assertThat(answer.path("node").asText()).isEqualTo("stopped");
        assertThat(answer.path("file").asText()).isEqualTo(archive.toString());
        assertThat(answer.path("bytes").asLong()).isEqualTo(Files.size(archive));
        Map<String, byte[]> entries = Unpacked.of(archive);
        assertThat(entries)
                .containsOnlyKeys(
                        "README.txt",
                        "config.txt",
                        "config.json",
                        "versions.json",
                        "certificates.json",
                        "disk.json",
                        "data-files.txt",
                        "node_state.json",
                        "node.log",
                        "errors.txt");
        assertThat(text(entries, "errors.txt"))
                .contains("node/*: no node runs on the data directory " + data)
                .contains("peer_scores.json: there is none");
        assertThat(text(entries, "node.log")).isEqualTo("{\"message\":\"Ready\"}\n");
        assertThat(text(entries, "data-files.txt")).contains("13  ").contains("  node_state.json\n");
        assertThat(text(entries, "versions.json")).contains("\"memory_total_bytes\"");
        assertThat(text(entries, "README.txt")).contains("ian log verify").contains("addresses and ids");
    }

    @Test
    void aStuckNodeIsGivenUpSoonAndSaidSo() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Invocation run = export("--timeout", "1", "--node", "http://127.0.0.1:" + deaf.getLocalPort());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("node     not answering\n")
                    .contains("missing  /metrics: no answer: ")
                    .contains("missing  /status: not asked, the node did not answer before\n")
                    .contains("kill -QUIT PID");
        }
        assertThat(Unpacked.of(archive))
                .containsKeys("config.txt", "errors.txt")
                .doesNotContainKey("node/status.json");
    }

    @Test
    void aFileThatIsTooLongIsLeftOutUnread() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(data.resolve("peer_scores.json").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertThat(export("--json").exitCode()).isZero();
        assertThat(text(Unpacked.of(archive), "errors.txt"))
                .contains("peer_scores.json: left out, it has 1099511627776 bytes");
    }

    @Test
    void neverOverwritesAndRefusesOtherNames() throws IOException {
        Files.writeString(archive, "precious");
        Invocation run = export();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("ian: " + archive + " exists; nothing is overwritten\n");
        assertThat(Files.readString(archive)).isEqualTo("precious");
        archive = home.resolve("out.zip");
        assertThat(export().err()).contains(".tar.gz");
        archive = home.resolve("no/such/out.tgz");
        assertThat(export().exitCode()).isEqualTo(2);
    }

    @Test
    void allEntriesTogetherAreBounded() throws IOException {
        List<String> problems = new ArrayList<>();
        Redactor none = new Redactor(Set.of());
        try (DiagnosticsArchive full = DiagnosticsArchive.create(archive, none, Instant.EPOCH, problems)) {
            byte[] most = new byte[DiagnosticsArchive.MOST_ENTRY_BYTES];
            full.add("longer", new byte[most.length + 1]);
            for (int i = 0; i < 7; i++) {
                full.add("n" + i, most);
            }
            full.finish();
            assertThat(full.names()).containsExactly("n0", "n1", "n2", "n3", "n4", "n5");
        }
        assertThat(problems).hasSize(2).allMatch(line -> line.contains("left out"));
        assertThat(Unpacked.of(archive)).hasSize(6);
    }

    private Invocation export(String... more) {
        List<String> all = new ArrayList<>(List.of("diagnostics", "export", "--output", archive.toString()));
        all.addAll(List.of(more));
        return Invocation.run(home, Map.of(), all.toArray(String[]::new));
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }
}
