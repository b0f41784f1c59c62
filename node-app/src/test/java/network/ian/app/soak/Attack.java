package network.ian.app.soak;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.net.ssl.SSLHandshakeException;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Samples;

/** Attacks on the nodes, one kind after the other, each on a node of chance; every one has to end as it should. */
final class Attack implements AutoCloseable {

    private static final int MOST_HALF_OPEN = 8;

    private final Fleet fleet;
    private final List<NodeProcess> targets;
    private final HostilePeers peers;
    private final HostileClients clients;
    private final Samples samples;
    private final Random random;
    private final Deque<Socket> halfOpen = new ArrayDeque<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private final List<Kind> kinds = List.of(
            new Kind("forged signature by a peer", this::forgeAsPeer),
            new Kind("nonsense to the API", this::babbleToTheApi),
            new Kind("half a TLS handshake", this::halfAHandshake),
            new Kind("repeated contribution by a peer", this::repeat),
            new Kind("wrong key", this::guess),
            new Kind("nonsense to the API", this::babbleToTheApi),
            new Kind("nonsense for a frame", this::babbleAsPeer),
            new Kind("hostile module", this::harm),
            new Kind("frame of 2 GiB", this::exceed),
            new Kind("half a request", this::halfARequest),
            new Kind("forged signature to the API", this::forgeToTheApi),
            new Kind("HTTP at the peers' port", this::mistake));
    private int turns;
    private int skipped;

    /** @param targets nodes that stay for good, if not without a break */
    Attack(
            Fleet fleet,
            List<NodeProcess> targets,
            HostilePeers peers,
            HostileClients clients,
            Samples samples,
            long seed) {
        this.fleet = fleet;
        this.targets = List.copyOf(targets);
        this.peers = peers;
        this.clients = clients;
        this.samples = samples;
        this.random = new Random(seed);
    }

    /** One attack on one node. */
    private interface Step {
        void on(NodeProcess node) throws Exception;
    }

    private record Kind(String name, Step step) {}

    void start(Paced paced, Duration every) {
        paced.start("attack", every, this::turn);
    }

    /** How many of each kind were made. */
    Map<String, Integer> made() {
        return new TreeMap<>(made);
    }

    /** Kinds that were never made. */
    List<String> unmade() {
        return kinds.stream()
                .map(Kind::name)
                .filter(kind -> !made.containsKey(kind))
                .toList();
    }

    /** How many did not get as far as to the node. */
    int skipped() {
        return skipped;
    }

    /** Fails unless the nodes have cut what was begun and never ended. */
    @Override
    public void close() throws IOException {
        while (!halfOpen.isEmpty()) {
            cutByNow();
        }
    }

    private void turn() throws Exception {
        Kind kind = kinds.get(turns++ % kinds.size());
        List<NodeProcess> there =
                targets.stream().filter(fleet.present()::contains).toList();
        NodeProcess node = there.get(random.nextInt(there.size()));
        int before = fleet.departures(node);
        try {
            kind.step.on(node);
            made.merge(kind.name, 1, Integer::sum);
        } catch (SSLHandshakeException e) {
            // A machine that is too busy for a handshake within the node's patience is not there to be attacked.
            skipped++;
        } catch (Exception | AssertionError e) {
            if (fleet.isThereSince(node, before)) {
                throw new AssertionError(
                        kind.name + " on " + node.dataDirectory().getFileName() + ": " + e, e);
            }
        }
        if (halfOpen.size() > MOST_HALF_OPEN) {
            cutByNow();
        }
    }

    private void cutByNow() throws IOException {
        try (Socket oldest = halfOpen.poll()) {
            HostilePeers.ended(oldest);
        }
    }

    private void forgeAsPeer(NodeProcess node) throws Exception {
        peers.forge(node);
    }

    private void repeat(NodeProcess node) throws Exception {
        peers.repeat(node);
    }

    private void babbleAsPeer(NodeProcess node) throws Exception {
        peers.babble(node);
    }

    private void exceed(NodeProcess node) throws Exception {
        peers.exceed(node);
    }

    private void mistake(NodeProcess node) throws Exception {
        peers.mistake(node);
    }

    private void halfAHandshake(NodeProcess node) throws IOException {
        halfOpen.add(peers.half(node));
    }

    private void halfARequest(NodeProcess node) throws IOException {
        halfOpen.add(clients.half(node));
    }

    private void babbleToTheApi(NodeProcess node) throws IOException {
        clients.babble(node);
    }

    private void forgeToTheApi(NodeProcess node) {
        clients.forge(node, samples.signed(System.currentTimeMillis()));
    }

    private void harm(NodeProcess node) {
        clients.harm(node);
    }

    private void guess(NodeProcess node) throws IOException {
        clients.guess(node);
    }
}
