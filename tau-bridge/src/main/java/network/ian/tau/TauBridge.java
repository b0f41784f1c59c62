package network.ian.tau;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;
import network.ian.core.goal.GoalSpec;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.view.AnchorView;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.bls.TauKeyFile;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainGoal;
import network.ian.tau.chain.ChainLimits;
import network.ian.tau.client.TauNode;
import network.ian.tau.watch.WatchSettings;
import network.ian.tau.watch.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The anchor of a node: its goals' verified chains, the watcher that feeds them, and the committer, if this node has a key. Without
 * a configured Tau node the chains come from peers alone. Nothing here can slow or stop contributions.
 */
public final class TauBridge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TauBridge.class);

    private final AnchorChains chains;
    private final List<String> problems;
    private final Set<Hash> seen = ConcurrentHashMap.newKeySet();
    private final Watcher watcher;
    private final Optional<GuardedNode> tau;
    private final Optional<Commitment> commitment;
    private final BridgeView view;

    private TauBridge(
            AnchorChains chains,
            List<String> problems,
            Watcher watcher,
            Optional<GuardedNode> tau,
            Optional<Commitment> commitment,
            BridgeView view) {
        this.chains = chains;
        this.problems = problems;
        this.watcher = watcher;
        this.tau = tau;
        this.commitment = commitment;
        this.view = view;
    }

    /**
     * Opens the chains of a node's goals; nothing is asked before {@link #start}.
     *
     * @throws network.ian.tau.bls.TauKeyFileException if the configured key is none
     * @throws IOException if the disk refuses
     */
    public static TauBridge open(Node node, NodeConfig config, NodeEnvironment environment) throws IOException {
        NodeConfig.Tau settings = config.tau();
        Optional<BlsSecretKey> key = Optional.empty();
        if (settings.key().isPresent()) {
            key = Optional.of(TauKeyFile.of(settings.key().get()));
        }
        List<String> problems = new CopyOnWriteArrayList<>();
        List<GoalSpec> specs = node.goals().stream().map(Goal::spec).toList();
        List<ChainGoal> goals =
                specs.stream().flatMap(spec -> chained(spec, problems).stream()).toList();
        AnchorChains chains =
                AnchorChains.open(goals, config.node().dataDir(), ChainLimits.DEFAULT, environment.clock());
        goals.stream().filter(goal -> !chains.goals().contains(goal)).forEach(goal -> problems.add(unusable(goal)));
        Optional<GuardedNode> tau = settings.address().map(address -> new GuardedNode(address, environment));
        Watcher watcher = new Watcher(
                chains,
                tau.map(guarded -> (TauNode) guarded.forWatching()),
                node.finalities(),
                new WatchSettings(settings.poll(), settings.production()),
                environment.clock(),
                environment.ticker());
        Optional<Commitment> commitment = key.flatMap(secret ->
                tau.map(guarded -> new Commitment(secret, node, config, guarded, chains, watcher, environment)));
        problems.forEach(TauBridge::say);
        commitment.flatMap(Commitment::problem).ifPresent(TauBridge::say);
        BridgeView view = new BridgeView(node, settings, chains, watcher, tau, commitment, problems);
        TauBridge bridge = new TauBridge(chains, problems, watcher, tau, commitment, view);
        specs.forEach(spec -> bridge.seen.add(spec.topic()));
        node.onGoalAdded(goal -> bridge.added(goal.spec()));
        // Those that came since the goals were read; the others are known.
        node.goals().forEach(goal -> bridge.added(goal.spec()));
        return bridge;
    }

    /** Watches, verifies and, if its committer's key is here, anchors a goal that came while the node runs. */
    private void added(GoalSpec spec) {
        int before = problems.size();
        if (seen.add(spec.topic())) {
            chained(spec, problems).ifPresent(goal -> {
                if (chains.add(goal)) {
                    watcher.added(goal.topic());
                    commitment.ifPresent(committing -> committing.added(spec));
                } else {
                    problems.add(unusable(goal));
                }
            });
        }
        problems.stream().skip(before).forEach(TauBridge::say);
    }

    /** Begins to watch, and to commit. */
    public void start() {
        watcher.start();
        commitment.ifPresent(Commitment::start);
    }

    /** What peers ask and supply. */
    public ChainExchange exchange() {
        return chains;
    }

    /** What the API shows, and the operators' orders. */
    public AnchorView view() {
        return view;
    }

    /** Ends what is under way, within 15 s if the disk hangs and at once otherwise; it goes on from the disk at the next start. */
    @Override
    public void close() {
        // First the connections: whoever waits for an answer gets an error at once.
        tau.ifPresent(GuardedNode::close);
        commitment.ifPresent(Commitment::close);
        watcher.close();
        try {
            chains.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A chain's files could not be closed");
        }
    }

    /** Empty without an anchor, and with one that nobody can follow, which is a problem. */
    private static Optional<ChainGoal> chained(GoalSpec spec, List<String> problems) {
        try {
            return spec.anchor().map(anchor -> {
                BlsPublicKey.of("anchor.committer", anchor.committer());
                anchor.validators().forEach(validator -> BlsPublicKey.of("anchor.validators", validator));
                return new ChainGoal(spec.goalId(), spec.topic(), anchor);
            });
        } catch (MalformedException e) {
            problems.add("nothing of goal " + spec.goalId() + " can become final: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String unusable(ChainGoal goal) {
        return "nothing of goal " + goal.goalId() + " can become final: the files of its chain cannot be used";
    }

    private static void say(String problem) {
        LOG.error("Anchor: {}", problem);
    }
}
