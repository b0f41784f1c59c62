package network.ian.p2p.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.core.view.BannedPeer;
import network.ian.p2p.discovery.KnownPeers;
import network.ian.p2p.port.AnchoredPrefixes;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AddressSigner;
import network.ian.p2p.wire.FrameLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's network: sockets, the protocol's thread, and what lies between them and the node. Thread-safe. */
public final class PeerNetwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
    private static final long SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long BANS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RENEW_ADDRESS_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long LOOK_UP_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Longest wait for the node's own name before the first dial. */
    private static final long OWN_NAME_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long FAREWELL_MILLIS = 1_500;
    private static final long LAST_FILES_MILLIS = 500;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ShellParts parts;
    private final Anchors anchors;
    private final ProtocolThread thread;
    private final SharedTopics topics;
    private final AnchorNews news;
    private final LinkTable links;
    private final Entering entering;
    private final PeerProtocol protocol;
    private final Listener listener;
    private final Dialler dialler;
    private final PeerFiles files;
    private final Jobs jobs;
    private final OwnCertificate certificate;
    private final AtomicBoolean viewsChanged = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final OwnAddress address;
    private final ClockWatch clockWatch;
    private List<BannedPeer> bans = List.of();
    private volatile PeerSnapshot snapshot;

    /**
     * Listens, and begins to look for peers.
     *
     * @param environment clocks and randomness
     * @param anchors the node's chains, and who freezes what they hold
     * @throws network.ian.core.codec.MalformedException naming the certificate file or setting that does not fit
     * @throws IOException if the address cannot be listened on, or certificates cannot be read or written
     */
    public static PeerNetwork open(
            PeerNetworkConfig config, Node node, NodeEnvironment environment, PeerTelemetry telemetry, Anchors anchors)
            throws IOException {
        return open(config, node, environment, telemetry, anchors, ShellLimits.defaults());
    }

    /**
     * The same for a node that follows no chain of anchors.
     *
     * @throws IOException as above
     */
    public static PeerNetwork open(
            PeerNetworkConfig config, Node node, NodeEnvironment environment, PeerTelemetry telemetry)
            throws IOException {
        return open(config, node, environment, telemetry, Anchors.NONE);
    }

    static PeerNetwork open(
            PeerNetworkConfig config,
            Node node,
            NodeEnvironment environment,
            PeerTelemetry telemetry,
            Anchors anchors,
            ShellLimits limits)
            throws IOException {
        CertificateFiles certificates = new CertificateFiles(
                config.dataDirectory().resolve(CertificateFiles.DIRECTORY),
                node.identity(),
                environment.clock(),
                environment.entropy());
        NodeCertificate certificate = certificates.loadOrCreate();
        ShellParts parts = ShellParts.start();
        try {
            PeerTls tls = new PeerTls(certificate, parts.handshakes(), limits);
            CertificateKeeper keeper = new CertificateKeeper(
                    certificates, certificate, tls::use, environment.clock(), environment.ticker());
            PeerNetwork network =
                    new PeerNetwork(config, node, environment, telemetry, anchors, limits, tls, keeper, parts);
            network.start(node);
            return network;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private PeerNetwork(
            PeerNetworkConfig config,
            Node node,
            NodeEnvironment environment,
            PeerTelemetry telemetry,
            Anchors anchors,
            ShellLimits limits,
            PeerTls tls,
            CertificateKeeper keeper,
            ShellParts parts)
            throws IOException {
        this.parts = parts;
        this.anchors = anchors;
        this.thread = new ProtocolThread(environment.ticker());
        this.clockWatch = new ClockWatch(environment.ticker());
        this.topics = new SharedTopics(node.goals());
        this.entering = new Entering(limits);
        this.links = new LinkTable(thread, telemetry, entering);
        LinkOpener opener =
                new LinkOpener(tls, topics::frames, limits, links, environment.ticker(), environment.clock());
        this.dialler = new Dialler(parts.sockets(), limits, opener, thread, parts.names());
        Surroundings around = new Surroundings(
                environment.ticker(),
                environment.clock(),
                environment.entropy(),
                thread,
                links,
                dialler,
                new NodeAdmission(node.ingress(), topics.goals(), thread),
                new NodeEntryLoader(topics.goals(), parts.readers(), thread),
                new PoolRecordVerifier(node.signatures(), config.networkId(), node.workers(), thread),
                telemetry,
                new NodeChains(anchors.chains(), thread),
                anchors.finalities()
                        .<AnchoredPrefixes>map(finalities -> new NodePrefixes(finalities, thread))
                        .orElse(AnchoredPrefixes.NONE));
        this.listener = Listener.open(parts.sockets(), config.listenHost(), config.listenPort(), opener, entering);
        this.address = new OwnAddress(
                new AddressSigner(node.identity().signer(), config.networkId()),
                environment.clock(),
                config.advertised(),
                listener.address());
        this.protocol = new PeerProtocol(protocolConfig(config, node, address.record()), around, topics.sets());
        address.onChange(protocol::advertise);
        this.files = new PeerFiles(config.dataDirectory(), protocol, environment.ticker(), environment.clock(), thread);
        files.load();
        List<PeriodicJob> periodic = new ArrayList<>(files.jobs());
        periodic.add(keeper.job());
        periodic.addAll(config.jobs());
        this.jobs = new Jobs(periodic);
        this.certificate = new OwnCertificate(keeper, jobs);
        files.hurry(jobs);
        this.news = new AnchorNews(thread, protocol::anchoring);
        links.start(protocol, address);
        listBans();
        publish();
    }

    private void start(Node node) {
        // What was accepted meanwhile waits in the thread's queue.
        thread.tell(this::begin);
        thread.start();
        jobs.start();
        node.onChange(this::viewChanged);
        viewChanged();
        anchors.chains().onTip(news::tipChanged);
        seek(news);
        node.onGoalAdded(this::goalAdded);
        // Those that came since the topics were read; the others are known.
        node.goals().forEach(this::goalAdded);
        LOG.atInfo().addKeyValue("address", listener.address()).log("Listening for peers");
    }

    /** The port that the node listens on for peers. */
    public int port() {
        return listener.address().getPort();
    }

    /** Where this node tells peers that it can be reached; empty while it does not know. */
    public Optional<HostPort> advertised() {
        return address.known();
    }

    /** What the network shows of itself in TLS. */
    public OwnCertificate certificate() {
        return certificate;
    }

    /** The peers, at most a quarter of a second old; answers at once. */
    public PeerSnapshot snapshot() {
        return snapshot;
    }

    /**
     * Asks or tells the protocol something on its own thread.
     *
     * @return completes exceptionally with what the question throws, or with {@link RejectedExecutionException} if too many
     *     wait or the network is closed
     */
    public <T> CompletableFuture<T> ask(Function<PeerProtocol, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = thread.request(() -> {
            try {
                answer.complete(question.apply(protocol));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        if (!taken) {
            answer.completeExceptionally(new RejectedExecutionException("the network is busy or closed"));
        }
        return answer;
    }

    /** How long frames may be now. */
    FrameLimits frameLimits() {
        return topics.frames();
    }

    /** The links; everything there is for the protocol's thread ({@link #ask}). */
    LinkTable links() {
        return links;
    }

    /** Opens a connection beside those that discovery opens; {@code failed} hears in words if none comes about. */
    void dial(HostPort address, Consumer<String> failed) {
        thread.tell(() -> dialler.dial(address, failed));
    }

    /** Says Goodbye to everybody, lets that go out, and ends; 3 s at most. Close it before the node. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listener.close();
        seek(PrefixSeeker.NONE);
        CompletableFuture<KnownPeers> known = files.snapshot();
        CompletableFuture<Void> empty = new CompletableFuture<>();
        thread.tell(() -> {
            links.stop();
            protocol.stop();
            awaitEmpty(empty);
        });
        boolean clean = awaited(empty, FAREWELL_MILLIS);
        thread.tell(links::abortAll);
        jobs.stop();
        clean &= awaited(known.thenAccept(files::write), LAST_FILES_MILLIS);
        clean &= awaited(files.flushScores(Runnable::run), LAST_FILES_MILLIS);
        clean &= thread.stop(200);
        parts.close();
        LOG.atInfo().addKeyValue("clean", clean).log("Network stopped");
    }

    private void awaitEmpty(CompletableFuture<Void> empty) {
        if (links.open() == 0) {
            empty.complete(null);
        } else {
            thread.after(POLL_NANOS, () -> awaitEmpty(empty));
        }
    }

    private static boolean awaited(CompletableFuture<?> last, long millis) {
        try {
            last.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** On the adder's thread. */
    private void goalAdded(Goal goal) {
        thread.tell(() -> {
            if (topics.add(goal).filter(protocol::addGoal).isPresent()) {
                LOG.atInfo().addKeyValue("goal", goal.spec().goalId()).log("Peers are told of a goal that was added");
                // What its finality wanted before the protocol knew the goal was not heard.
                seek(news);
            }
        });
    }

    /** Has the node's finality say to {@code seeker} what it wants, from the beginning; to nobody any more once this is closed. */
    private void seek(PrefixSeeker seeker) {
        if (seeker == PrefixSeeker.NONE || !closed.get()) {
            anchors.finalities().ifPresent(finalities -> finalities.seekThrough(seeker));
        }
    }

    /** From the goals' writers; many changes make one task. */
    private void viewChanged() {
        if (viewsChanged.compareAndSet(false, true)) {
            thread.tell(() -> {
                viewsChanged.set(false);
                protocol.setsChanged();
            });
        }
    }

    /** Dials once this node can say where it is reached, or soon without: nobody asks for what its Hello left out. */
    private void begin() {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable first = () -> {
            if (begun.compareAndSet(false, true)) {
                protocol.start();
            }
        };
        thread.after(OWN_NAME_NANOS, first);
        renew(first);
    }

    private void renew(Runnable then) {
        address.renew(dialler, known -> {
            thread.after(known ? RENEW_ADDRESS_NANOS : LOOK_UP_AGAIN_NANOS, () -> renew(() -> {}));
            then.run();
        });
    }

    private void listBans() {
        thread.after(BANS_NANOS, this::listBans);
        bans = PeerSnapshot.bans(protocol);
        entering.refuse(protocol.scores().bannedPrefixes());
    }

    private void publish() {
        thread.after(SNAPSHOT_NANOS, this::publish);
        snapshot = PeerSnapshot.of(protocol, bans);
        clockWatch.look(snapshot.clock());
    }

    private static ProtocolConfig protocolConfig(PeerNetworkConfig config, Node node, Optional<AddressRecord> address) {
        return new ProtocolConfig(
                Hash.fromHex("node_id", node.identity().nodeId()),
                config.networkId(),
                config.agent(),
                address,
                config.maxPeers(),
                config.targetOutbound(),
                config.seeds(),
                config.exchange(),
                config.scores());
    }
}
