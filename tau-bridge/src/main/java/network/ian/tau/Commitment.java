package network.ian.tau;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainGoal;
import network.ian.tau.commit.CommitGoal;
import network.ian.tau.commit.CommitPorts;
import network.ian.tau.commit.CommitSettings;
import network.ian.tau.commit.CommitStatus;
import network.ian.tau.commit.CommitTelemetry;
import network.ian.tau.commit.CommitThread;
import network.ian.tau.commit.Committer;
import network.ian.tau.commit.OutboxFile;
import network.ian.tau.watch.Watcher;

/** The committer of a node that has a key, with what it counts. */
final class Commitment implements CommitTelemetry, AutoCloseable {

    private static final Duration EXPIRY = Duration.ofHours(24);
    private static final long USUAL_FEE_LIMIT = 100;

    private final BlsSecretKey key;
    private final List<CommitGoal> goals = new CopyOnWriteArrayList<>();
    private final Committer committer;
    private final LongAdder committed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private Optional<CommitThread> thread = Optional.empty();
    /** Between start and close. */
    private boolean started;

    Commitment(
            BlsSecretKey key,
            Node node,
            NodeConfig config,
            GuardedNode tau,
            AnchorChains chains,
            Watcher watcher,
            NodeEnvironment environment) {
        this.key = key;
        // Without the chain nobody knows what is anchored already.
        Set<Hash> known = chains.goals().stream().map(ChainGoal::topic).collect(Collectors.toSet());
        List<GoalSpec> specs = node.goals().stream()
                .map(Goal::spec)
                .filter(spec -> known.contains(spec.topic()))
                .toList();
        goals.addAll(CommitGoal.anchoredBy(key.publicKey(), specs));
        CommitPorts ports = new CommitPorts(
                tau.forCommitting(),
                node.finalities(),
                new CommittedChains(chains, watcher::hasRead, watcher::wake),
                topic -> logSize(node, topic),
                new OutboxFile(config.node().dataDir()),
                environment.clock(),
                environment.ticker(),
                environment.entropy(),
                this);
        this.committer = new Committer(key, goals, settings(config.tau()), ports);
        chains.onChange(topic -> wake());
    }

    /** Why the key is of no use; empty if it is of some. */
    Optional<String> problem() {
        return goals.isEmpty()
                ? Optional.of("no goal of this node names the key " + key.publicKey() + " as its committer")
                : Optional.empty();
    }

    synchronized void start() {
        started = true;
        if (!goals.isEmpty()) {
            thread = Optional.of(CommitThread.start(committer));
        }
    }

    /** Anchors one more goal, if the key is its committer's. */
    synchronized void added(GoalSpec spec) {
        CommitGoal.beside(goals, key.publicKey(), spec).ifPresent(goal -> {
            goals.add(goal);
            committer.add(goal);
            if (started && thread.isEmpty()) {
                thread = Optional.of(CommitThread.start(committer));
            }
            wake();
        });
    }

    CommitStatus status() {
        return committer.status();
    }

    /** False if there is nothing that this key anchors. */
    synchronized boolean commitNow() {
        thread.ifPresent(CommitThread::commitNow);
        return thread.isPresent();
    }

    synchronized void wake() {
        thread.ifPresent(CommitThread::wake);
    }

    long committedCount() {
        return committed.sum();
    }

    long failedCount() {
        return failed.sum();
    }

    @Override
    public void committed() {
        committed.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    @Override
    public void close() {
        Optional<CommitThread> running;
        synchronized (this) {
            started = false;
            running = thread;
            thread = Optional.empty();
        }
        running.ifPresent(CommitThread::close);
    }

    private static CommitSettings settings(NodeConfig.Tau settings) {
        return new CommitSettings(
                settings.production(),
                settings.commitInterval(),
                settings.commitContributions(),
                EXPIRY,
                Math.min(USUAL_FEE_LIMIT, settings.maxFee()),
                settings.maxFee());
    }

    private static int logSize(Node node, Hash topic) {
        return node.goals().stream()
                .filter(goal -> goal.spec().topic().equals(topic))
                .flatMap(goal -> goal.view().stream())
                .mapToInt(view -> view.log().entryCount())
                .findFirst()
                .orElse(0);
    }
}
