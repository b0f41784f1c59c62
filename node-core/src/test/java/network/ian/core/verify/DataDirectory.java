package network.ian.core.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.history.HistoryImport;
import network.ian.core.history.ImportReport;
import network.ian.core.history.RequestLines;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.sample.RequestSampler;
import network.ian.core.telemetry.Telemetry;

/** A real data directory with entries of the built-in goal. */
record DataDirectory(Path path) {

    static final GoalSpec GOAL = GoalCatalog.demoGoal();
    static final RequestSampler SAMPLER = new RequestSampler(GOAL, 11);
    static final long AT = 1_700_000_000_000L;

    private static final SignatureVerifier SIGNATURES = SignatureProviders.select("bouncycastle", 64);
    private static final int MAX_LINE = 1 << 20;

    Node open() throws IOException {
        NodeEnvironment environment = new NodeEnvironment(
                WallClock.system(), MonotonicClock.system(), new SecureRandom(new byte[] {1}), Telemetry.NONE);
        return NodeOpener.open(config(), environment);
    }

    /** Samples {@code from} to {@code to}, the second exclusive, through a node that is stopped then. */
    ImportReport fill(int from, int to) throws IOException {
        try (Node node = open()) {
            return importInto(node, from, to);
        }
    }

    static ImportReport importInto(Node node, int from, int to) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            lines.writeBytes(ContributionRequestCodec.encode(SAMPLER.signed(i, AT + i % 7)));
            lines.write('\n');
        }
        return importInto(node, lines.toByteArray());
    }

    static ImportReport importInto(Node node, byte[] lines) throws IOException {
        return new HistoryImport(node, MAX_LINE)
                .run(new RequestLines(new ByteArrayInputStream(lines), MAX_LINE), read -> {});
    }

    List<GoalReport> audit(boolean deep) throws IOException {
        try (DataAudit audit = new DataAudit(path, SIGNATURES, 2)) {
            return audit.run(Optional.empty(), deep, taken -> {});
        }
    }

    /** The report of the only goal. */
    GoalReport auditGoal() throws IOException {
        List<GoalReport> reports = audit(false);
        if (reports.size() != 1) {
            throw new AssertionError("one goal expected: " + reports);
        }
        return reports.get(0);
    }

    Path goal() {
        return path.resolve("goals").resolve(GOAL.goalId());
    }

    Path log(int segment) {
        return goal().resolve("log").resolve("0000000" + segment + ".segment");
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(goal())) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    static void flip(Path file, long offset, int mask) throws IOException {
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "rw")) {
            octets.seek(offset);
            int before = octets.read();
            octets.seek(offset);
            octets.write(before ^ mask);
        }
    }

    private NodeConfig config() {
        Map<String, String> environment = Map.of(
                "IAN_DATA_DIR",
                path.toString(),
                "IAN_CRYPTO_PROVIDER",
                "bouncycastle",
                "IAN_STORAGE_MIN_FREE_DISK_BYTES",
                "0");
        try {
            return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, path))
                    .config();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }
}
