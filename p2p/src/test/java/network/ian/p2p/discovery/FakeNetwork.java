package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** Nodes that connect, greet and exchange addresses under virtual time. Links take 20 to 120 ms. */
final class FakeNetwork {

    final long seed;
    final VirtualTime time = new VirtualTime();
    final Map<HostPort, FakeNode> nodes = new LinkedHashMap<>();
    final Map<String, List<InetAddress>> names = new LinkedHashMap<>();
    final Random random;

    /** What a node that lies answers; null for those that do not. */
    Function<FakeNode, Message.Peers> liar = node -> null;

    long asks;
    long checks;
    private long links;

    FakeNetwork(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    FakeNode add(HostPort place, int key, DiscoveryConfig like) {
        FakeNode node = new FakeNode(this, place, key, like);
        nodes.put(place, node);
        return node;
    }

    /** A node of {@code maxPeers} that knows nobody. */
    FakeNode lone(int maxPeers, int target) {
        return add(place(0), 1, config(maxPeers, target));
    }

    /** A public address, each number in a /16 of its own up to 40,000. */
    static HostPort place(int number) {
        int high = 20 + number / 250;
        return new HostPort(high + "." + (1 + number % 250) + "." + number % 200 + ".7", 9000);
    }

    static DiscoveryConfig config(int maxPeers, int target, HostPort... seeds) {
        return new DiscoveryConfig(Hash.wrap(new byte[32]), Optional.empty(), maxPeers, target, List.of(seeds));
    }

    /** Of a node that learns no addresses. */
    static DiscoveryConfig alone(HostPort... seeds) {
        return new DiscoveryConfig(Hash.wrap(new byte[32]), Optional.empty(), 50, 8, List.of(seeds), false);
    }

    void later(Runnable action) {
        time.after(latencyNanos(), action);
    }

    long latencyNanos() {
        return Duration.ofMillis(20 + random.nextInt(100)).toNanos();
    }

    /** Not a signature, but as good as one where nobody looks inside. */
    AddressRecord sign(Bytes key, HostPort place) {
        return sign(key, place, time.clock.wall().millis());
    }

    AddressRecord sign(Bytes key, HostPort place, long atMs) {
        return new AddressRecord(key, place, atMs, signature(key, place, atMs));
    }

    void verify(List<AddressRecord> records, Consumer<RecordVerifier.Result> verified) {
        checks += records.size();
        List<AddressRecord> valid = records.stream()
                .filter(one -> one.signature().equals(signature(one.publicKey(), one.address(), one.timestampMs())))
                .toList();
        later(() -> verified.accept(new RecordVerifier.Result(valid, valid.size() < records.size())));
    }

    void dial(FakeNode from, HostPort address, Consumer<String> failed) {
        FakeNode to = nodes.get(address);
        if (to == null) {
            time.after(Duration.ofSeconds(3).toNanos(), () -> failed.accept("timed out"));
        } else {
            later(() -> connect(from, to, address));
        }
    }

    void run(Duration length) {
        time.run(length);
    }

    /** Nodes that can be reached from the first over connections that are up. */
    static int reachable(Collection<FakeNode> among) {
        Set<FakeNode> seen = new HashSet<>();
        Queue<FakeNode> left = new ArrayDeque<>();
        left.add(among.iterator().next());
        while (!left.isEmpty()) {
            FakeNode node = left.remove();
            if (seen.add(node)) {
                left.addAll(node.neighbours());
            }
        }
        return seen.size();
    }

    List<FakeNode> all() {
        return new ArrayList<>(nodes.values());
    }

    private void connect(FakeNode from, FakeNode to, HostPort at) {
        Peer listener = new Peer(seen(to, Direction.OUTBOUND, at));
        Peer dialler = new Peer(seen(from, Direction.INBOUND, new HostPort(from.place.host(), 40_000)));
        if (!from.running || !to.running) {
            from.discovery.down(listener, false, GoodbyeReason.CLOSED);
            return;
        }
        Optional<GoodbyeReason> refusal = from.refuses(listener.connection());
        if (refusal.isPresent()) {
            from.discovery.down(listener, false, refusal.get());
            return;
        }
        refusal = to.refuses(dialler.connection());
        if (refusal.isPresent()) {
            to.discovery.down(dialler, false, refusal.get());
            GoodbyeReason reason = refusal.get();
            later(() -> from.discovery.down(listener, false, reason));
            return;
        }
        new FakeLink(from, to, listener, dialler).open();
    }

    private Peer.Connection seen(FakeNode node, Direction direction, HostPort at) {
        InetAddress address = Endpoint.of(at).orElseThrow().address();
        return new Peer.Connection(
                links++,
                node.id,
                node.record.publicKey(),
                direction,
                address,
                at.port(),
                time.clock.nanos(),
                time.clock.wall().millis());
    }

    private static Bytes signature(Bytes key, HostPort place, long atMs) {
        byte[] when = new byte[8];
        ByteBuffer.wrap(when).putLong(atMs);
        byte[] first = Sha256.of(key.view(), place.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), when)
                .toArray();
        return Bytes.wrap(java.util.Arrays.copyOf(first, 64));
    }
}
