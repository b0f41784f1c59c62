package network.ian.p2p.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import network.ian.core.config.HostPort;
import network.ian.core.finality.PrefixSeeker;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.node.NodeEnvironment;
import network.ian.p2p.discovery.KnownPeers;
import network.ian.p2p.port.AnchoredPrefixes;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.wire.AddressSigner;
import network.ian.p2p.wire.FrameLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's network: sockets, the protocol's thread, and what lies between them and the node. Thread-safe. */
public final class PeerNetwork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
    private static final long LAST_FILES_MILLIS = 500;

    private final ShellParts parts;
    private final Anchors anchors;
    private final ProtocolThread thread;
    private final SharedTopics topics;
    private final AnchorNews news;
    private final LinkTable links;
    private final PeerProtocol protocol;
    private final Listener listener;
    private final Dialler dialler;
    private final PeerFiles files;
    private final Jobs jobs;
    private final OwnCertificate certificate;
    private final AtomicBoolean viewsChanged = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final OwnAddress address;
    private final Snapshots snapshots;

    /**
     * The node that a network is of.
     *
     * @param environment clocks and randomness
     * @param anchors the node's chains, and who freezes what they hold
     */
    record Owner(Node node, NodeEnvironment environment, PeerTelemetry telemetry, Anchors anchors) {}

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
        return open(config, new Owner(node, environment, telemetry, anchors), ShellLimits.defaults());
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

    static PeerNetwork open(PeerNetworkConfig config, Owner owner, ShellLimits limits) throws IOException {
        NodeEnvironment environment = owner.environment();
        CertificateFiles certificates = new CertificateFiles(
                config.dataDirectory().resolve(CertificateFiles.DIRECTORY),
                owner.node().identity(),
                environment.clock(),
                environment.entropy());
        NodeCertificate certificate = certificates.loadOrCreate();
        ShellParts parts = ShellParts.start();
        try {
            PeerTls tls = new PeerTls(certificate, parts.handshakes(), limits);
            CertificateKeeper keeper = new CertificateKeeper(
                    certificates, certificate, tls::use, environment.clock(), environment.ticker());
            PeerNetwork network = new PeerNetwork(config, owner, limits, tls, keeper, parts);
            network.start(owner.node());
            return network;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private PeerNetwork(
            PeerNetworkConfig config,
            Owner owner,
            ShellLimits limits,
            PeerTls tls,
            CertificateKeeper keeper,
            ShellParts parts)
            throws IOException {
        Node node = owner.node();
        NodeEnvironment environment = owner.environment();
        this.parts = parts;
        this.anchors = owner.anchors();
        this.thread = new ProtocolThread(environment.ticker());
        this.topics = new SharedTopics(node.goals());
        Entering entering = new Entering(limits);
        this.links = new LinkTable(thread, owner.telemetry(), entering);
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
                owner.telemetry(),
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
        this.protocol = new PeerProtocol(config.protocol(node.identity(), address.record()), around, topics.sets());
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
        this.snapshots = new Snapshots(thread, protocol, entering, new ClockWatch(environment.ticker()));
        snapshots.start();
    }

    private void start(Node node) {
        // What was accepted meanwhile waits in the thread's queue.
        FirstDial firstDial = new FirstDial(thread, address, dialler, protocol::start);
        thread.tell(firstDial::begin);
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
        return snapshots.newest();
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
        boolean clean = new Farewell(thread, links, protocol).say();
        jobs.stop();
        clean &= Farewell.awaited(known.thenAccept(files::write), LAST_FILES_MILLIS);
        clean &= Farewell.awaited(files.flushScores(Runnable::run), LAST_FILES_MILLIS);
        clean &= thread.stop(200);
        parts.close();
        LOG.atInfo().addKeyValue("clean", clean).log("Network stopped");
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
}
