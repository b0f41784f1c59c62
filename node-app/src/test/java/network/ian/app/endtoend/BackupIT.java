package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalExtent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Backups of real nodes, taken while they work, and what comes of them elsewhere. */
class BackupIT {

    private static final String METRIC = "ian_backup_last_success_timestamp_seconds";
    private static final List<String> STATE = List.of("log_size", "log_root", "leaderboard_root");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aBackupUnderLoadComesToLifeElsewhere() throws Exception {
        Samples samples = new Samples(Seed.of("backup"));
        NodeProcess node = machine.node().start();
        Path data = node.dataDirectory();
        Path archive = machine.path("backup.tar.gz");
        assertThat(lastBackup(node)).isZero();

        Promises promises = new Promises();
        Set<String> before = new HashSet<>();
        JsonNode made;
        PostLoad load = PostLoad.on(node, samples, 3);
        try (load) {
            load.acknowledged().forEach(promise -> before.add(promise.contributionId()));
            made = create(data, archive);
            int atTheEnd = load.acknowledged().size();
            // Contributions went on while it was made, and go on after it.
            assertThat(atTheEnd).isGreaterThan(before.size());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> load.acknowledged().size() > atTheEnd);
        }
        promises.add(load.acknowledged());
        assertThat(lastBackup(node)).isEqualTo(made.path("created_at_ms").asLong() / 1e3);
        tarShowsTheManifestFirst(archive);
        JsonNode verified = ian("backup", "verify", "--json", archive.toString());
        assertThat(verified.path("ok").asBoolean()).isTrue();
        hasTheState(verified.path("replayed").get(0), goal(made));
        isRefusedWithAFlippedByte(archive);

        Path elsewhere = machine.path("elsewhere");
        JsonNode restored = ian(
                "backup",
                "restore",
                "--json",
                "--without-identity",
                archive.toString(),
                "--data-dir",
                elsewhere.toString());
        hasTheState(restored.path("restored").get(0), goal(made));
        assertThat(elsewhere.resolve("identity.json")).doesNotExist();
        assertThat(idsIn(elsewhere))
                .hasSize(goal(made).path("log_size").asInt())
                .containsAll(before);

        joinsTheOriginal(elsewhere, node, promises);
        streams(node);
        plainTarKeepsWorking(node);
    }

    @Test
    void nothingHalfIsLeftByAKill() throws Exception {
        nothingHalfIsLeftBy(1);
    }

    @Test
    @Tag("proof")
    void nothingHalfIsLeftByManyKills() throws Exception {
        nothingHalfIsLeftBy(40);
    }

    /** Only after it has fetched what it missed is it ready. */
    private void joinsTheOriginal(Path restored, NodeProcess original, Promises promises) {
        int size = original.api().status().data().path("log_size").asInt();
        NodeProcess joined = machine.nodeOn(
                        restored, "--p2p-seed-nodes", "tcp://127.0.0.1:" + Cluster.peerPort(original))
                .start();
        JsonNode state = joined.api().status().withStatus(200).data();
        assertThat(state.path("log_size").asInt()).isGreaterThanOrEqualTo(size);
        hasTheState(state, original.api().status().data());
        promises.areInTheLogOf(joined);
        assertThat(joined.api().get("/api/v1/info").data().path("node_id"))
                .isNotEqualTo(original.api().get("/api/v1/info").data().path("node_id"));
        assertThat(joined.stop().exitCode()).isZero();
    }

    private void streams(NodeProcess node) throws Exception {
        Path folder = machine.path("stream");
        String data = node.dataDirectory().toString();
        ProcessBuilder forever = Program.process(
                machine.path("tmp"),
                "backup",
                "stream",
                "--data-dir",
                data,
                "--destination",
                folder.toString(),
                "--include-tail",
                "--interval",
                "1");
        Process process = forever.redirectErrorStream(true)
                .redirectOutput(machine.path("stream.txt").toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.isRegularFile(folder.resolve("manifest.json")));
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readString(machine.path("stream.txt"))).contains("shipped goals/");
        } finally {
            process.destroyForcibly();
        }
        JsonNode state = node.api().status().data();
        JsonNode shipped =
                ian("backup", "stream", "--once", "--json", "--data-dir", data, "--destination", folder.toString());
        hasTheState(goal(shipped), state);
        JsonNode restored = ian(
                "backup",
                "restore",
                "--json",
                folder.toString(),
                "--data-dir",
                machine.path("from-stream").toString());
        hasTheState(restored.path("restored").get(0), state);
        JsonNode listed = ian("backup", "list", "--json", machine.path("").toString());
        assertThat(listed.path("backups").findValuesAsText("kind")).containsExactly("full", "stream");
    }

    /** The runbook's own commands, on a node that is stopped. */
    private void plainTarKeepsWorking(NodeProcess node) throws Exception {
        JsonNode state = node.api().status().data();
        assertThat(node.stop().exitCode()).isZero();
        Path tar = machine.path("plain.tgz");
        Path data = node.dataDirectory();
        tar(
                "-czf",
                tar.toString(),
                "-C",
                data.getParent().toString(),
                data.getFileName().toString());
        Path target = Files.createDirectory(machine.path("untarred"));
        tar("-xzf", tar.toString(), "-C", target.toString());
        JsonNode report = ian(
                "log",
                "verify",
                "--json",
                "--data-dir",
                target.resolve(data.getFileName()).toString());
        hasTheState(report.path("goals").get(0), state);
    }

    private void nothingHalfIsLeftBy(int kills) throws Exception {
        Random random = new Random(Seed.of("kill -9 of backups"));
        Path data = machine.path("data");
        Path lines = machine.path("history.ndjson");
        List<String> history = new ArrayList<>();
        new Samples(1)
                .history(1500)
                .forEach(line -> history.add(new String(line, java.nio.charset.StandardCharsets.UTF_8)));
        Files.write(lines, history);
        machine.ian("log", "import", lines.toString(), "--data-dir", data.toString())
                .withExitCode(0);
        Path whole = machine.path("whole.tar.gz");
        long started = System.nanoTime();
        JsonNode made = create(data, whole);
        int longest = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        int complete = 0;
        for (int kill = 0; kill < kills; kill++) {
            Path archive = machine.path("killed.tar.gz");
            kill(
                    random.nextInt(longest),
                    "backup",
                    "create",
                    "--data-dir",
                    data.toString(),
                    "--output",
                    archive.toString());
            if (Files.exists(archive)) {
                ian("backup", "verify", "--json", archive.toString());
                Files.delete(archive);
                complete++;
            }
            Path target = machine.path("killed-restore");
            kill(random.nextInt(longest), "backup", "restore", whole.toString(), "--data-dir", target.toString());
            if (Files.exists(target)) {
                JsonNode report = ian("log", "verify", "--json", "--data-dir", target.toString());
                hasTheState(report.path("goals").get(0), goal(made));
                Files.move(target, machine.path("complete-" + kill));
                complete++;
            }
        }
        // What the kills left goes with the next archive, and the data directory is as it was.
        hasTheState(goal(create(data, machine.path("last.tar.gz"))), goal(made));
        try (Stream<Path> left = Files.list(machine.path(""))) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".ian-backup-tmp"));
        }
        System.out.println("kill -9: " + kills + " of create and " + kills + " of restore within " + longest + " ms; "
                + complete + " had finished, the others left nothing");
    }

    private void kill(int afterMs, String... arguments) throws Exception {
        Process process = Program.process(machine.path("tmp"), arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor(afterMs, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        process.waitFor();
    }

    private void isRefusedWithAFlippedByte(Path archive) throws IOException {
        byte[] octets = Files.readAllBytes(archive);
        octets[octets.length / 2] ^= 0x10;
        Path flipped = Files.write(machine.path("flipped.tgz"), octets);
        assertThat(machine.ian("backup", "verify", flipped.toString())
                        .withExitCode(1)
                        .err())
                .hasLineCount(1);
        Path target = machine.path("from-flipped");
        machine.ian("backup", "restore", flipped.toString(), "--data-dir", target.toString())
                .withExitCode(1);
        assertThat(target).doesNotExist();
        Files.delete(flipped);
    }

    private void tarShowsTheManifestFirst(Path archive) throws IOException {
        assertThat(tar("-tzf", archive.toString()).lines()).startsWith("manifest.json", "node_state.json");
    }

    private String tar(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        return machine.run(new ProcessBuilder(command), "tar").withExitCode(0).out();
    }

    private JsonNode create(Path data, Path output) throws IOException {
        return ian("backup", "create", "--json", "--data-dir", data.toString(), "--output", output.toString());
    }

    private JsonNode ian(String... arguments) throws IOException {
        return machine.ian(arguments).withExitCode(0).json();
    }

    private static JsonNode goal(JsonNode manifest) {
        return manifest.path("goals").get(0);
    }

    private static void hasTheState(JsonNode actual, JsonNode expected) {
        for (String field : STATE) {
            assertThat(actual.path(field)).as(field).isEqualTo(expected.path(field));
        }
    }

    private static double lastBackup(NodeProcess node) {
        return node.api()
                .get("/metrics")
                .withStatus(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(METRIC + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(METRIC.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> idsIn(Path data) throws IOException {
        GoalSpec goal = GoalCatalog.demoGoal();
        Set<String> ids = new HashSet<>();
        JournalExtent.last(data.resolve("goals").resolve(goal.goalId()), goal.goalId(), goal.topic())
                .orElseThrow()
                .read(java.util.Optional.empty(), row -> ids.add(row.id().hex()));
        return ids;
    }
}
