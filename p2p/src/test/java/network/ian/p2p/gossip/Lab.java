package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** Many nodes that gossip under virtual time, and what that costs. */
final class Lab {

    private static final long SECOND = 1_000_000_000L;

    private final Setting setting;
    private final LabTime time = new LabTime();
    private final SplittableRandom random;
    private final LabOverlay overlay;
    private final List<LabNode> nodes = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<Hash, Posted> posted = new HashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long contentBytes;
    private final int bad;
    private long links;

    /**
     * What is tried.
     *
     * @param attackers share of the nodes, 0 to 1; no contribution comes from them
     * @param turnsBadAfter contributions after which attackers stop behaving
     * @param cutEvery seconds between two cuts of a random connection, which comes back after 5 s; 0 for none
     */
    record Setting(
            int nodes,
            int outbound,
            int contributions,
            double perSecond,
            int bodyBytes,
            double attackers,
            LabConduct conduct,
            int turnsBadAfter,
            double cutEvery,
            long seed,
            TreeRules rules) {

        static Setting calm(int nodes, int contributions, long seed) {
            return new Setting(nodes, 8, contributions, 3.3, 350, 0, LabConduct.HONEST, 0, 0, seed, TreeRules.STANDARD);
        }

        Setting with(TreeRules other) {
            return new Setting(
                    nodes,
                    outbound,
                    contributions,
                    perSecond,
                    bodyBytes,
                    attackers,
                    conduct,
                    turnsBadAfter,
                    cutEvery,
                    seed,
                    other);
        }

        Setting attacked(double share, LabConduct by, int after) {
            return new Setting(
                    nodes, outbound, contributions, perSecond, bodyBytes, share, by, after, cutEvery, seed, rules);
        }

        Setting outbound(int count) {
            return new Setting(
                    nodes,
                    count,
                    contributions,
                    perSecond,
                    bodyBytes,
                    attackers,
                    conduct,
                    turnsBadAfter,
                    cutEvery,
                    seed,
                    rules);
        }

        Setting bodies(int bytes) {
            return new Setting(
                    nodes,
                    outbound,
                    contributions,
                    perSecond,
                    bytes,
                    attackers,
                    conduct,
                    turnsBadAfter,
                    cutEvery,
                    seed,
                    rules);
        }

        Setting cut(double every) {
            return new Setting(
                    nodes,
                    outbound,
                    contributions,
                    perSecond,
                    bodyBytes,
                    attackers,
                    conduct,
                    turnsBadAfter,
                    every,
                    seed,
                    rules);
        }
    }

    private record Posted(LabNode by, long atNanos) {}

    private record Connection(LabNode a, LabNode b, long latencyNanos, List<Peer> ends) {}

    Lab(Setting setting) {
        this.setting = setting;
        this.bad = (int) Math.round(setting.nodes() * setting.attackers());
        this.random = new SplittableRandom(setting.seed());
        this.overlay = new LabOverlay(setting.nodes(), setting.outbound(), random);
        for (int number = 0; number < setting.nodes(); number++) {
            nodes.add(new LabNode(number, this, setting.rules(), random.nextLong()));
        }
        for (LabNode node : nodes) {
            for (LabOverlay.Arc arc : overlay.arcsOf(node.number())) {
                if (arc.to() > node.number()) {
                    Connection connection =
                            new Connection(node, nodes.get(arc.to()), arc.latencyNanos(), new ArrayList<>());
                    connections.add(connection);
                    open(connection);
                }
            }
        }
    }

    LabTime time() {
        return time;
    }

    List<LabNode> nodes() {
        return nodes;
    }

    /** Posts all contributions at random honest nodes, waits 20 s more and reports. */
    LabReport run() {
        long interval = (long) (SECOND / setting.perSecond());
        time.after(
                setting.turnsBadAfter() * interval,
                () -> nodes.subList(0, bad).forEach(node -> node.conduct(setting.conduct())));
        if (setting.cutEvery() > 0) {
            time.after((long) (setting.cutEvery() * SECOND), this::cut);
        }
        for (int i = 0; i < setting.contributions(); i++) {
            LabNode origin = nodes.get(random.nextInt(bad, nodes.size()));
            WireEntry entry = entry(i);
            time.at(SECOND + i * interval, () -> post(origin, entry));
        }
        time.runUntil(SECOND * 21 + setting.contributions() * interval);
        return report();
    }

    void received(LabNode by, Message message) {
        if (by.number() >= bad) {
            counts.merge(message.type().name(), 1L, Long::sum);
            if (message instanceof Message.Push push) {
                contentBytes += push.entry().contentBytes();
            }
        }
    }

    void delivered(LabNode at, WireEntry entry) {
        if (at.number() >= bad) {
            delays.add(time.nanos() - posted.get(entry.id()).atNanos());
        }
    }

    private void post(LabNode origin, WireEntry entry) {
        posted.put(entry.id(), new Posted(origin, time.nanos()));
        origin.post(entry);
    }

    private WireEntry entry(int number) {
        byte[] header = new byte[350];
        random.nextBytes(header);
        header[0] = (byte) number;
        return WireEntry.of(Bytes.wrap(header), Bytes.EMPTY, Bytes.wrap(new byte[setting.bodyBytes()]));
    }

    private void open(Connection connection) {
        LabNode a = connection.a();
        LabNode b = connection.b();
        Peer bSeenByA = a.meets(b, connection.latencyNanos(), links++);
        Peer aSeenByB = b.meets(a, connection.latencyNanos(), links++);
        connection.ends().add(bSeenByA);
        connection.ends().add(aSeenByB);
        a.up(bSeenByA, new LabWire(time, b, aSeenByB, connection.latencyNanos()));
        b.up(aSeenByB, new LabWire(time, a, bSeenByA, connection.latencyNanos()));
    }

    private void cut() {
        Connection connection = connections.get(random.nextInt(connections.size()));
        if (!connection.ends().isEmpty()) {
            connection.a().down(connection.ends().get(0));
            connection.b().down(connection.ends().get(1));
            connection.ends().clear();
            time.after(5 * SECOND, () -> open(connection));
        }
        time.after((long) (setting.cutEvery() * SECOND), this::cut);
    }

    private LabReport report() {
        boolean[] passing = new boolean[nodes.size()];
        Arrays.fill(passing, bad, nodes.size(), true);
        Map<LabNode, long[]> paths = new HashMap<>();
        List<Long> shortest = new ArrayList<>();
        long pairs = 0;
        long held = 0;
        for (Map.Entry<Hash, Posted> one : posted.entrySet()) {
            long[] path =
                    paths.computeIfAbsent(one.getValue().by(), node -> overlay.shortestFrom(node.number(), passing));
            for (LabNode node : nodes.subList(bad, nodes.size())) {
                if (path[node.number()] >= 0) {
                    pairs++;
                    held += node.holds(one.getKey()) ? 1 : 0;
                    shortest.add(path[node.number()]);
                }
            }
        }
        long eager = nodes.stream()
                .skip(bad)
                .mapToInt(node -> node.tree().neighbours().eagerCount())
                .sum();
        return new LabReport(
                (double) held / pairs,
                contentBytes / (double) (350 + setting.bodyBytes()) / held,
                at(delays, 0.5),
                at(delays, 0.99),
                at(delays, 1),
                at(shortest, 0.5),
                at(shortest, 0.99),
                counts,
                posted.size(),
                (double) eager / (nodes.size() - bad),
                nodes.stream().skip(bad).mapToInt(LabNode::blamed).sum(),
                time.count());
    }

    private static double at(List<Long> nanos, double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
