package network.ian.app.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import network.ian.app.cli.Console;
import network.ian.app.cli.ProgressBar;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.HostPort;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.identity.IdentityFile;
import network.ian.core.journal.Problem;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.repair.RepairNote;
import network.ian.core.repair.RepairSwap;
import network.ian.core.salvage.LocalRepair;
import network.ian.core.salvage.RepairOutcome;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.state.UnfinishedRestore;
import network.ian.core.verify.GoalReport;

/** A repair of a data directory from the first look to the last comparison. */
public final class RepairRun {

    private static final int REMEMBERED_KEYS = 16_384;

    private final NodeConfig config;
    private final NodeEnvironment environment;
    private final Console console;
    private final String agent;
    private final Path data;
    private final SignatureVerifier signatures;

    /**
     * What is to be repaired.
     *
     * @param goalId empty for every goal
     * @param peers to fetch from
     * @param acceptLoss whether a repair ends although something is missing
     * @param patienceSeconds how long to wait for peers without anything new
     */
    public record Order(Optional<String> goalId, List<HostPort> peers, boolean acceptLoss, int patienceSeconds) {}

    /**
     * What came of it.
     *
     * @param unreadable goals that nothing can be done about without their specification
     */
    public record Report(List<GoalRepair> goals, List<UnreadableGoal> unreadable) {

        public boolean ok() {
            return unreadable.isEmpty() && goals.stream().allMatch(GoalRepair::ok);
        }
    }

    /** @param agent software and version, told to peers */
    public RepairRun(NodeConfig config, NodeEnvironment environment, Console console, String agent) {
        this.config = config;
        this.environment = environment;
        this.console = console;
        this.agent = agent;
        this.data = config.node().dataDir();
        this.signatures =
                SignatureProviders.select(config.crypto().provider().name().toLowerCase(Locale.ROOT), REMEMBERED_KEYS);
    }

    /**
     * Looks and changes nothing.
     *
     * @throws MalformedException if a node uses the directory, a restore into it was broken off, or there is no such goal
     */
    public Report look(Order order) throws IOException {
        if (DataDirectoryLock.isTaken(data)) {
            throw new MalformedException(
                    data.toString(), "another ian process uses this data directory; stop it first");
        }
        UnfinishedRestore.refuse(data);
        GoalCatalog catalog = GoalCatalog.readOnly(data);
        Map<String, GoalSnapshot> snapshots = snapshots();
        List<GoalRepair> goals = new ArrayList<>();
        try (LocalRepair local = local();
                ProgressBar progress = progress("verifying, entries")) {
            for (GoalSpec spec : chosen(catalog, order)) {
                Optional<RepairNote> open = RepairNote.read(catalog.directory(spec));
                GoalReport report =
                        local.look(spec, Optional.ofNullable(snapshots.get(spec.goalId())), progress::update);
                goals.add(new GoalRepair(
                        spec.goalId(),
                        open.isPresent() ? GoalRepair.State.INCOMPLETE : looked(report),
                        report.problems(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return new Report(goals, unreadable(catalog, order));
    }

    /**
     * Repairs.
     *
     * @throws MalformedException if a node uses the directory, a restore into it was broken off, or there is no such goal
     * @throws IOException if the disk refuses; the same call goes on where this one ended
     */
    public Report repair(Order order) throws IOException {
        Map<String, LocalRepair.Result> results;
        GoalCatalog catalog;
        DataDirectoryLock before = DataDirectoryLock.take(data);
        try (before) {
            UnfinishedRestore.refuse(data);
            RepairSwap.resumeAll(data);
            catalog =
                    GoalCatalog.open(data, config.goals().dir(), config.goals().max());
            results = salvage(catalog, order, snapshots());
        }
        Map<String, String> fetched = fetch(catalog, results, order);
        DataDirectoryLock after = DataDirectoryLock.take(data);
        try (after;
                LocalRepair local = local()) {
            List<GoalRepair> goals = new ArrayList<>();
            for (LocalRepair.Result result : results.values()) {
                String id = result.spec().goalId();
                goals.add(concluded(result, local, Optional.ofNullable(fetched.get(id)), order));
            }
            return new Report(goals, unreadable(catalog, order));
        }
    }

    private Map<String, LocalRepair.Result> salvage(
            GoalCatalog catalog, Order order, Map<String, GoalSnapshot> snapshots) throws IOException {
        Map<String, LocalRepair.Result> results = new TreeMap<>();
        try (LocalRepair local = local();
                ProgressBar progress = progress("verifying and salvaging, entries")) {
            for (GoalSpec spec : chosen(catalog, order)) {
                Optional<GoalSnapshot> snapshot = Optional.ofNullable(snapshots.get(spec.goalId()));
                results.put(spec.goalId(), local.repair(spec, snapshot, progress::update));
            }
        }
        return results;
    }

    /** How it ended, for each goal that something was missing in. */
    private Map<String, String> fetch(GoalCatalog catalog, Map<String, LocalRepair.Result> results, Order order)
            throws IOException {
        Set<String> lacking = new TreeSet<>();
        for (LocalRepair.Result result : results.values()) {
            Optional<RepairNote> note = result.note();
            if (note.isPresent()
                    && !RepairOutcome.of(catalog.directory(result.spec()), result.spec(), note.get())
                            .complete()) {
                lacking.add(result.spec().goalId());
            }
        }
        if (lacking.isEmpty()) {
            return Map.of();
        }
        console.note("asking " + order.peers.stream().map(HostPort::toString).collect(Collectors.joining(", "))
                + " for what is missing of " + String.join(", ", lacking));
        String how;
        try (ProgressBar progress = progress("fetching, entries")) {
            how = new PeerFetch(config, environment, agent, Duration.ofSeconds(order.patienceSeconds))
                    .run(order.peers, lacking, progress::update);
        }
        return lacking.stream().collect(Collectors.toMap(id -> id, id -> how));
    }

    private GoalRepair concluded(LocalRepair.Result result, LocalRepair local, Optional<String> fetched, Order order)
            throws IOException {
        String id = result.spec().goalId();
        if (result.note().isEmpty()) {
            boolean other = result.problems().stream().anyMatch(problem -> problem.kind() != Problem.Kind.LEFTOVER);
            GoalRepair.State recovered = other ? GoalRepair.State.NEEDS_SOMETHING_ELSE : GoalRepair.State.RECOVERED;
            GoalRepair.State state = result.problems().isEmpty() ? GoalRepair.State.SOUND : recovered;
            return new GoalRepair(id, state, result.problems(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        RepairOutcome outcome = local.outcome(result.spec(), result.note().get());
        if (outcome.complete() || order.acceptLoss) {
            local.close(result.spec(), result.note().get());
        }
        return new GoalRepair(
                id,
                outcome.complete() ? GoalRepair.State.REPAIRED : GoalRepair.State.INCOMPLETE,
                result.problems(),
                result.salvaged(),
                Optional.of(outcome),
                fetched);
    }

    private static GoalRepair.State looked(GoalReport report) {
        if (report.ok()) {
            return GoalRepair.State.SOUND;
        }
        return LocalRepair.needsRepair(report) ? GoalRepair.State.DAMAGED : GoalRepair.State.NEEDS_SOMETHING_ELSE;
    }

    private List<GoalSpec> chosen(GoalCatalog catalog, Order order) {
        List<GoalSpec> chosen = catalog.specs().stream()
                .filter(spec -> order.goalId.isEmpty() || order.goalId.get().equals(spec.goalId()))
                .toList();
        if (order.goalId.isPresent()
                && chosen.isEmpty()
                && unreadable(catalog, order).isEmpty()) {
            throw new MalformedException("--goal", "no goal " + order.goalId.get() + " in " + data.resolve("goals"));
        }
        return chosen;
    }

    private static List<UnreadableGoal> unreadable(GoalCatalog catalog, Order order) {
        return catalog.unreadable().stream()
                .filter(goal -> order.goalId.isEmpty() || order.goalId.get().equals(goal.goalId()))
                .toList();
    }

    private Map<String, GoalSnapshot> snapshots() throws IOException {
        try {
            return new NodeStateFile(data).read();
        } catch (MalformedException e) {
            console.note("node_state.json is damaged and says nothing of what there was: " + e.getMessage());
            return Map.of();
        }
    }

    private LocalRepair local() throws IOException {
        int configured = config.evaluation().threads();
        int threads = configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
        Path identity = data.resolve("identity.json");
        Optional<Bytes> key = Files.isRegularFile(identity)
                ? Optional.of(IdentityFile.load(identity).publicKey())
                : Optional.empty();
        return new LocalRepair(
                data,
                signatures,
                new LocalRepair.Options(
                        config.storage().segmentBytes(), threads, key, environment.clock(), environment.entropy()));
    }

    private ProgressBar progress(String label) {
        return new ProgressBar(console, environment.ticker(), label, 0);
    }
}
