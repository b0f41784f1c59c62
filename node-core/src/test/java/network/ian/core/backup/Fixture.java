package network.ian.core.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.NodeConfig;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.history.HistoryImport;
import network.ian.core.history.RequestLines;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.node.NodeOpener;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.sample.RequestSampler;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.telemetry.Telemetry;

/** Real data directories, and backups of them. */
final class Fixture {

    static final GoalSpec GOAL = GoalCatalog.demoGoal();
    static final String ID = GOAL.goalId();
    static final long AT = 1_700_000_000_000L;
    static final SignatureVerifier SIGNATURES = SignatureProviders.select("bouncycastle", 64);

    private static final RequestSampler SAMPLER = new RequestSampler(GOAL, 11);
    private static final int MAX_LINE = 1 << 20;

    private final Clock clock = new ManualClock().wall();

    Clock clock() {
        return clock;
    }

    /** A node whose journal has segments of 16 KiB. */
    Node open(Path data) throws IOException {
        NodeEnvironment environment =
                new NodeEnvironment(clock, MonotonicClock.system(), new SecureRandom(new byte[] {1}), Telemetry.NONE);
        return NodeOpener.open(config(data), environment);
    }

    /** Samples {@code from} to {@code to}, the second exclusive, each a second later than the one before. */
    Path filled(Path data, int from, int to) throws IOException {
        try (Node node = open(data)) {
            add(node, from, to);
        }
        return data;
    }

    static void add(Node node, int from, int to) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            lines.writeBytes(ContributionRequestCodec.encode(SAMPLER.signed(i, AT + 1000L * i)));
            lines.write('\n');
        }
        new HistoryImport(node, MAX_LINE)
                .run(new RequestLines(new ByteArrayInputStream(lines.toByteArray()), MAX_LINE), read -> {});
    }

    static GoalView view(Node node) {
        return node.goal(ID).orElseThrow().view().orElseThrow();
    }

    /** Log and leaderboard root that a node opens a directory with. */
    List<Hash> rootsOf(Path data) throws IOException {
        try (Node node = open(data)) {
            return roots(view(node));
        }
    }

    static List<Hash> roots(GoalView view) {
        return List.of(view.log().root(), view.leaderboard().root());
    }

    static List<Hash> roots(Manifest manifest) {
        Manifest.Roots roots = manifest.goal(ID).orElseThrow().roots().orElseThrow();
        return List.of(roots.logRoot(), roots.leaderboardRoot());
    }

    BackupCreation creation(Path data) {
        return new BackupCreation(data, "1.2.3", SIGNATURES, clock, copied -> {});
    }

    Manifest archive(Path data, Path output) throws IOException {
        return creation(data).fromStoppedNode(output, Manifest.Kind.FULL).manifest();
    }

    BackupVerification.Result verify(Path backup) throws IOException {
        return verification().verify(backup, backup.toAbsolutePath().getParent(), false, Optional.empty());
    }

    static BackupVerification verification() {
        return new BackupVerification(SIGNATURES, 1, entries -> {});
    }

    BackupRestore.Result restore(Path backup, Path data, boolean force, RestorePoint point) throws IOException {
        return new BackupRestore(SIGNATURES, clock, 1, entries -> {})
                .restore(new BackupRestore.Request(backup, data, force, true, point, Optional.empty()));
    }

    /** The cut that the node's API names. */
    static BackupCut.Source cutOf(Node node, Path data) {
        return () -> {
            Map<String, GoalSnapshot> snapshots = new TreeMap<>();
            for (Goal goal : node.goals()) {
                snapshots.put(goal.spec().goalId(), goal.cut().join().orElseThrow());
            }
            return BackupCut.of(data, snapshots);
        };
    }

    /** Every file below a directory with the hash of its content, but those that say when or whether a process ran. */
    static Map<String, Hash> contents(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        Map<String, Hash> contents = new TreeMap<>();
        for (Path file : files) {
            if (!file.endsWith("node.lock") && !file.endsWith(LastBackupFile.NAME)) {
                contents.put(directory.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    static Path goal(Path data) {
        return data.resolve("goals").resolve(ID);
    }

    private static NodeConfig config(Path data) {
        Map<String, String> environment = Map.of(
                "IAN_DATA_DIR",
                data.toString(),
                "IAN_CRYPTO_PROVIDER",
                "bouncycastle",
                "IAN_STORAGE_MIN_FREE_DISK_BYTES",
                "0");
        try {
            NodeConfig config = ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), environment, data))
                    .config();
            return withSegments(config, 16 << 10);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.problems().toString(), e);
        }
    }

    private static NodeConfig withSegments(NodeConfig config, long segmentBytes) {
        NodeConfig.Storage storage = config.storage();
        return new NodeConfig(
                config.node(),
                config.api(),
                config.p2p(),
                config.tau(),
                new NodeConfig.Storage(
                        segmentBytes, storage.minFreeDiskBytes(), storage.goalQuotaBytes(), storage.dataQuotaBytes()),
                config.evaluation(),
                config.crypto(),
                config.goals());
    }
}
