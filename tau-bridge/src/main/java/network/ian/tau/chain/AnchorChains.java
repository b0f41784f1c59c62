package network.ian.tau.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;
import network.ian.core.runtime.WorkerPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verified chains of all goals that have an anchor. Fed by downloads from a Tau node and by pages from peers, which are
 * verified alike; pages have one thread and a bounded queue. Thread-safe.
 */
public final class AnchorChains implements ChainExchange, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorChains.class);

    /** Most pages that wait to be verified or made: 4 MiB. */
    private static final int QUEUE = 64;

    private final Path dataDirectory;
    private final Clock clock;
    private final ChainLimits limits;
    private final ProposerSignatures signatures = new ProposerSignatures();
    private final Map<Hash, ChainPageCodec> codecs = new ConcurrentHashMap<>();
    private final WorkerPool pages = new WorkerPool("anchor-pages", 1, QUEUE);
    private final List<Consumer<Hash>> tipListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Hash>> changeListeners = new CopyOnWriteArrayList<>();
    private final Set<Hash> wrongNetwork = ConcurrentHashMap.newKeySet();
    /** Replaced when a goal comes, never changed. */
    private volatile Map<Hash, GoalChain> chains = Map.of();

    private boolean closed;

    private AnchorChains(Path dataDirectory, Clock clock, ChainLimits limits) {
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Opens the chains in {@code <data dir>/goals/<goal_id>/chain}. A goal whose chain the disk refuses is left out and said:
     * it has no finality until the next start, and everything else goes on.
     *
     * @param clock settles what the chain leaves open
     * @throws network.ian.core.codec.MalformedException if a key of a spec is no point of the group
     */
    public static AnchorChains open(List<ChainGoal> goals, Path dataDirectory, ChainLimits limits, Clock clock)
            throws IOException {
        AnchorChains chains = new AnchorChains(dataDirectory, clock, limits);
        try {
            goals.forEach(chains::add);
        } catch (RuntimeException e) {
            chains.close();
            throw e;
        }
        return chains;
    }

    /**
     * Opens the chain of one more goal; nothing happens if it is there already.
     *
     * @return false if the disk refuses, which is said: the goal has no finality until the next start
     * @throws network.ian.core.codec.MalformedException if a key of the spec is no point of the group
     * @throws IllegalStateException if the chains are closed
     */
    public synchronized boolean add(ChainGoal goal) {
        if (closed) {
            throw new IllegalStateException("the node is stopping");
        }
        if (chains.containsKey(goal.topic())) {
            return true;
        }
        Path directory = dataDirectory.resolve("goals").resolve(goal.goalId()).resolve("chain");
        try {
            GoalChain chain = GoalChain.open(goal, directory, limits, signatures, change -> changed(goal, change));
            codecs.put(goal.topic(), new ChainPageCodec(chain.verifier().keys()));
            Map<Hash, GoalChain> more = new LinkedHashMap<>(chains);
            more.put(goal.topic(), chain);
            chains = Collections.unmodifiableMap(more);
            return true;
        } catch (IOException e) {
            LOG.error(
                    "Goal {}: nothing becomes final until the next start, its chain's files cannot be used: {}",
                    goal.goalId(),
                    e.toString());
            return false;
        }
    }

    /** The goals now, in the order in which they came. */
    public List<ChainGoal> goals() {
        return chains.values().stream().map(GoalChain::goal).toList();
    }

    @Override
    public Optional<Tip> tip(Hash topic) {
        return chain(topic).map(chain -> chain.memory().tip()).filter(tip -> tip.height() > 0);
    }

    @Override
    public boolean knows(Hash topic, Hash block) {
        return chain(topic).filter(chain -> chain.memory().heightOf(block) >= 0).isPresent();
    }

    @Override
    public List<Hash> locator(Hash topic) {
        return chain(topic).map(GoalChain::locator).orElse(List.of());
    }

    /** Completes with no bytes also where the queue is full: whoever asked will ask again. */
    @Override
    public CompletableFuture<Bytes> after(Hash topic, List<Hash> locator) {
        List<Hash> known = locator.stream().limit(LOCATOR_HASHES).toList();
        return chain(topic)
                .flatMap(chain -> pages.submit(
                        () -> chain.after(known).map(codecs.get(topic)::encode).orElse(Bytes.EMPTY)))
                .orElseGet(() -> CompletableFuture.completedFuture(Bytes.EMPTY));
    }

    @Override
    public CompletableFuture<Taken> offer(Hash topic, Bytes page) {
        return chain(topic)
                .flatMap(chain -> pages.submit(intake(chain, page)))
                .orElseGet(() -> CompletableFuture.completedFuture(Taken.UNDECIDED));
    }

    @Override
    public void onTip(Consumer<Hash> listener) {
        tipListeners.add(listener);
    }

    /** Has {@code listener} told each topic that has a new block or a new anchor, on whatever branch; it must not wait. */
    public void onChange(Consumer<Hash> listener) {
        changeListeners.add(listener);
    }

    /** The anchors on the best chain now; none for a topic without an anchor in its spec. */
    public ChainAnchors anchors(Hash topic) {
        return chain(topic)
                .map(chain -> chain.memory().anchors(chain.goal(), clock.millis()))
                .orElse(ChainAnchors.NONE);
    }

    /** The committer's transaction with this sequence number on a goal's best chain. */
    Optional<AnchorOnChain> find(Hash topic, Bytes committer, long sequence) {
        return chain(topic)
                .filter(chain -> chain.goal().spec().committer().equals(committer))
                .flatMap(chain -> anchors(topic).anchors().stream()
                        .filter(anchor -> anchor.sequence() == sequence)
                        .findFirst());
    }

    public ChainStatus status(Hash topic) {
        return chain(topic)
                .map(chain -> new ChainStatus(
                        tip(topic),
                        chain.memory().size() - 1,
                        chain.memory().anchorCount(),
                        wrongNetwork.contains(topic)))
                .orElse(new ChainStatus(Optional.empty(), 0, 0, false));
    }

    /** Begins a download from a Tau node. */
    public NodeRead read() {
        return new NodeRead(
                chains.values().stream()
                        .map(chain -> new NodeIntake(chain, limits.held()))
                        .toList(),
                this::judgeNetwork);
    }

    /** Takes no more pages; waits up to 5 s for those that are being verified. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        pages.close();
        closeAll(chains.values());
    }

    private void changed(ChainGoal goal, ChainChange change) {
        changeListeners.forEach(listener -> listener.accept(goal.topic()));
        if (change.tip()) {
            tipListeners.forEach(listener -> listener.accept(goal.topic()));
        }
    }

    private Callable<Taken> intake(GoalChain chain, Bytes page) {
        ChainPageCodec codec = codecs.get(chain.goal().topic());
        return () -> codec.decode(page)
                .map(decoded -> new PageIntake(chain, decoded).take())
                .orElse(Taken.INVALID);
    }

    private void judgeNetwork(ChainGoal goal, boolean other) {
        if (other ? wrongNetwork.add(goal.topic()) : wrongNetwork.remove(goal.topic())) {
            if (other) {
                LOG.error(
                        "Goal {}: wrong network: the Tau node's chain does not start with the pinned block 0 {}",
                        goal.goalId(),
                        goal.spec().block0());
            } else {
                LOG.info("Goal {}: the Tau node follows the pinned network", goal.goalId());
            }
        }
    }

    private Optional<GoalChain> chain(Hash topic) {
        return Optional.ofNullable(chains.get(topic));
    }

    private static void closeAll(Iterable<GoalChain> chains) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (GoalChain chain : chains) {
            try {
                chain.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
