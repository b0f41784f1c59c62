package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.event.GoalEvents;
import network.ian.core.file.AtomicFile;
import network.ian.core.file.OwnerOnly;
import network.ian.core.finality.FoldedFinalities;
import network.ian.core.format.CoreFormats;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.ingest.InFlight;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.FairPool;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.state.UnfinishedRestore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a data directory as a running node: identity, goals, recovery, workers. One straight line. */
public final class NodeOpener {

    private static final String IDENTITY = "identity.json";
    private static final Logger LOG = LoggerFactory.getLogger(NodeOpener.class);
    private static final int MAX_IN_FLIGHT = 8_192;
    private static final long MAX_IN_FLIGHT_BYTES = 128L << 20;
    private static final int MAX_REMEMBERED_KEYS = 65_536;

    private NodeOpener() {}

    /**
     * Opens the node. A goal whose log is damaged does not stop the others: it is there and says so.
     *
     * @throws MalformedException naming the file or setting that does not fit
     * @throws network.ian.core.state.NewerFormatException if a newer program wrote a file; nothing was changed then
     * @throws IOException if the data directory cannot be used
     */
    public static Node open(NodeConfig config, NodeEnvironment environment) throws IOException {
        Path data = OwnerOnly.directories(config.node().dataDir());
        DataDirectoryLock lock = DataDirectoryLock.take(data);
        try {
            return open(config, environment, data, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Node open(NodeConfig config, NodeEnvironment environment, Path data, DataDirectoryLock lock)
            throws IOException {
        UnfinishedRestore.refuse(data);
        CoreFormats.require(data);
        AtomicFile.removeLeftovers(data);
        RepairSwap.resumeAll(data);
        boolean withoutIdentity = !Files.exists(data.resolve(IDENTITY));
        NodeIdentity identity = IdentityFile.loadOrCreate(data.resolve(IDENTITY), environment.entropy());
        FirstWords words = new FirstWords(data);
        words.sayIfOpenToAll();
        if (withoutIdentity) {
            words.sayNewIdentity(identity);
        }
        SignatureVerifier signatures = SignatureProviders.select(
                config.crypto().provider().name().toLowerCase(Locale.ROOT), MAX_REMEMBERED_KEYS);
        GoalCatalog catalog =
                GoalCatalog.open(data, config.goals().dir(), config.goals().max());
        GoalFit fit = GoalFit.of(config);
        catalog.specs().forEach(fit::requireRoom);
        NodeStateFile stateFile = new NodeStateFile(data);
        words.sayIfStateIsMissing(stateFile, catalog);
        Map<String, GoalSnapshot> snapshots = readState(stateFile);
        List<UnreadableGoal> unreadable = new ArrayList<>(catalog.unreadable());
        unreadable.addAll(FirstWords.lost(snapshots, catalog, data));

        ServedGoals goals = new ServedGoals();
        Quota quota = Quota.of(
                data,
                config.storage().goalQuotaBytes(),
                config.storage().dataQuotaBytes(),
                config.storage().minFreeDiskBytes(),
                goals::bytesOnDisk);
        NodeParts parts = new NodeParts(
                new GoalEvents(),
                lanes(config.evaluation()),
                new WorkerPool("merge", 1, 1024),
                quota,
                signatures,
                environment.ticker());
        GoalOpener opener = new GoalOpener(config, environment, catalog, parts);
        for (GoalSpec spec : catalog.specs()) {
            LeaderboardFile.removeLeftovers(catalog, spec);
            open(fit, opener, catalog, spec, snapshots, unreadable).ifPresent(goals::add);
        }
        unreadable.forEach(words::sayUnreadable);
        Ingress ingress = new Ingress(
                identity,
                environment.clock(),
                environment.ticker(),
                parts.lanes(),
                new InFlight(MAX_IN_FLIGHT, MAX_IN_FLIGHT_BYTES),
                environment.telemetry());
        StateKeeper keeper =
                new StateKeeper(goals.all(), stateFile, new LeaderboardFile(catalog), environment.clock(), snapshots);
        goals.all().forEach(goal -> goal.writer().ifPresent(GoalWriter::start));
        keeper.start();
        FoldedFinalities finalities = new FoldedFinalities(
                goals.all().stream().flatMap(goal -> goal.foldStart().stream()).toList(), environment.ticker());
        parts.events().onView(finalities::logsChanged);
        GoalAdmission admission = new GoalAdmission(
                catalog, goals, unreadable, quota, config.goals().max());
        GoalLaunch launch = new GoalLaunch(goals, finalities, keeper, parts.events());
        GoalIntake intake = new GoalIntake(admission, catalog, fit, opener, goals, launch);
        return new Node(identity, goals, intake, ingress, parts, finalities, new OpenDirectory(keeper, lock));
    }

    /** A specification that asks for what this program does not have stops that goal only. */
    private static Optional<Goal> open(
            GoalFit fit,
            GoalOpener opener,
            GoalCatalog catalog,
            GoalSpec spec,
            Map<String, GoalSnapshot> snapshots,
            List<UnreadableGoal> unreadable)
            throws IOException {
        try {
            return Optional.of(opener.open(spec, fit.prepare(spec), Optional.ofNullable(snapshots.get(spec.goalId()))));
        } catch (MalformedException e) {
            Path file = catalog.directory(spec).resolve("spec.json");
            unreadable.add(new UnreadableGoal(spec.goalId(), file, e.getMessage()));
            return Optional.empty();
        }
    }

    private static EvaluationLanes lanes(NodeConfig.Evaluation config) {
        EvaluationCapacity capacity = EvaluationCapacity.of(config);
        return new EvaluationLanes(
                new WorkerPool("worker", capacity.threads(), config.queueCapacity()),
                new FairPool("agent", capacity.wasmThreads(), config.wasm().queueCapacity()));
    }

    /** Its loss costs no data, so a damaged state file is said and rebuilt instead of stopping the node. */
    private static Map<String, GoalSnapshot> readState(NodeStateFile file) throws IOException {
        try {
            return file.read();
        } catch (MalformedException e) {
            Path aside = file.path().resolveSibling(NodeStateFile.NAME + ".damaged");
            Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.atError()
                    .addKeyValue("file", aside)
                    .log(
                            "node_state.json is damaged and set aside; it is rebuilt from the journals: {}",
                            e.getMessage());
            return Map.of();
        }
    }
}
