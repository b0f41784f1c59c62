package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A quota that is used up, a disk that runs low, a disk that is full: reads go on, nothing acknowledged is lost. */
class FullIT {

    private static final int MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Machine machine = new Machine();

    private final Samples samples = new Samples(2);
    private final Promises promises = new Promises();
    private Path mounted;

    @AfterEach
    void unmount() throws IOException {
        if (mounted != null) {
            machine.run(new ProcessBuilder("umount", "--lazy", mounted.toString()), "umount")
                    .withExitCode(0);
        }
    }

    @Test
    void aGoalThatReachedItsQuotaTakesNothingAndServesAll() {
        NodeProcess node = machine.node("--storage-goal-quota-bytes", "60000").start();

        Reply refused = postedUntilRefused(node);

        saysWhy(refused, node, "storage.goal_quota_bytes");
        // Longer than the node waits before it looks for room again.
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> node.api().readiness().status() == 503);
        readsGoOn(node);
        node.stop();
        node.startListening();
        assertThat(node.api().readiness().withStatus(503).text()).contains("storage.goal_quota_bytes");
        readsGoOn(node);
        assertThat(node.api().contribute(samples.unsigned()).status()).isEqualTo(503);
        node.stop();
        takesAgain(machine.nodeOn(node.dataDirectory(), "--storage-goal-quota-bytes", "120000")
                .start());
    }

    @Test
    void aDiskThatRunsLowStopsIntakeUntilThereIsRoom() throws Exception {
        Path disk = smallDisk(24 * MIB);
        NodeProcess node = machine.nodeOn(disk.resolve("data"), "--storage-min-free-disk-bytes", "" + 8 * MIB)
                .start();
        Path ballast = disk.resolve("ballast");

        PostLoad load = PostLoad.on(node, samples, 4);
        try (load) {
            fill(ballast, freeBytes(disk) - 6 * MIB);
            Awaitility.await().atMost(PATIENCE).until(() -> load.turnedAway() > 0);
        }
        promises.add(load.acknowledged());

        saysWhy(node.api().contribute(samples.unsigned()), node, "storage.min_free_disk_bytes");
        readsGoOn(node);
        Files.delete(ballast);
        Awaitility.await().atMost(PATIENCE).until(() -> node.api().readiness().status() == 200);
        takesAgain(node);
        assertThat(node.stop().exitCode()).isZero();
        isSound(node);
    }

    @Test
    void aDiskThatIsReallyFullLosesNothing() throws Exception {
        Path disk = smallDisk(16 * MIB);
        NodeProcess node = machine.nodeOn(
                        disk.resolve("data"),
                        "--storage-min-free-disk-bytes",
                        "0",
                        "--log-dir",
                        machine.path("logs").toString())
                .start();
        Path ballast = disk.resolve("ballast");

        PostLoad load = PostLoad.on(node, samples, 4);
        try (load) {
            fill(ballast, Long.MAX_VALUE);
            Awaitility.await().atMost(PATIENCE).until(() -> load.turnedAway() > 0);
        }
        promises.add(load.acknowledged());

        Reply refused = node.api().contribute(samples.unsigned()).withStatus(503);
        assertThat(refused.error()).contains(Api.GOAL);
        assertThat(node.api().readiness().status()).isEqualTo(503);
        readsGoOn(node);
        node.kill();
        node.startListening();
        readsGoOn(node);
        assertThat(node.api().contribute(samples.unsigned()).status()).isEqualTo(503);
        node.kill();
        Files.delete(ballast);
        node.start();
        takesAgain(node);
        assertThat(node.stop().exitCode()).isZero();
        isSound(node);
    }

    private Reply postedUntilRefused(NodeProcess node) {
        for (int posts = 0; posts < 10_000; posts++) {
            Reply reply = node.api().contribute(samples.unsigned());
            if (reply.status() != 200) {
                return reply;
            }
            if (reply.accepted()) {
                promises.add(List.of(Acknowledged.by(reply)));
            }
        }
        throw new AssertionError("10,000 contributions, and none was refused");
    }

    private static void saysWhy(Reply refused, NodeProcess node, String setting) {
        assertThat(refused.withStatus(503).error()).contains(setting);
        Reply readiness = node.api().readiness().withStatus(503);
        assertThat(readiness.text()).contains(setting);
        assertThat(node.api().get("/health/live").status()).isEqualTo(200);
    }

    private void readsGoOn(NodeProcess node) {
        assertThat(promises.count()).isPositive();
        promises.areAllServedAndProved(node, promises.areInTheLogOf(node));
    }

    private void takesAgain(NodeProcess node) {
        Reply reply = node.api().contribute(samples.unsigned()).withStatus(200);
        assertThat(reply.accepted()).as(reply.text()).isTrue();
        promises.add(List.of(Acknowledged.by(reply)));
        readsGoOn(node);
    }

    private void isSound(NodeProcess node) throws IOException {
        JsonNode report = machine.ian(
                        "log",
                        "verify",
                        "--json",
                        "--data-dir",
                        node.dataDirectory().toString())
                .withExitCode(0)
                .json();
        assertThat(report.path("goals").get(0).path("log_size").asInt()).isGreaterThanOrEqualTo(promises.count());
    }

    /** A file system of its own, where this process may mount one. */
    private Path smallDisk(int bytes) throws IOException {
        Path directory = Files.createDirectories(machine.path("disk"));
        Finished mount = machine.run(
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString()),
                "mount");
        if (mount.exitCode() != 0) {
            abort("a small disk is mounted for this test, which needs root: " + mount.err());
        }
        mounted = directory;
        return directory;
    }

    private static long freeBytes(Path disk) throws IOException {
        FileStore store = Files.getFileStore(disk);
        return store.getUsableSpace();
    }

    /** Writes this many bytes, or as many as fit. */
    private static void fill(Path file, long bytes) throws IOException {
        byte[] some = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < bytes; written += some.length) {
                try {
                    out.write(some);
                } catch (IOException full) {
                    return;
                }
            }
        }
    }
}
