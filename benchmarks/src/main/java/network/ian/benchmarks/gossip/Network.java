package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Nodes of one kind, connected; the first of them publishes. */
final class Network implements AutoCloseable {

    private static final int POLL_MILLIS = 50;
    private static final long CONNECT_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final double LEAST_DELIVERED = 0.95;

    private final String name;
    private final List<NodeProcess> nodes;
    private final Set<Integer> ports;
    private final int degree;

    private Network(String name, List<NodeProcess> nodes, Set<Integer> ports, int degree) {
        this.name = name;
        this.nodes = nodes;
        this.ports = ports;
        this.degree = degree;
    }

    /** How a node's process is started. */
    interface Program {
        ProcessBuilder node(int number) throws IOException;
    }

    /** Starts the nodes at once, connects them, and waits until everybody knows its neighbours as such. */
    static Network start(String name, Topology topology, Program program) throws IOException, InterruptedException {
        List<NodeProcess> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < topology.nodes(); i++) {
                nodes.add(NodeProcess.start(program.node(i)));
            }
            List<String> addresses = new ArrayList<>();
            for (NodeProcess node : nodes) {
                addresses.add(node.address());
            }
            Network network = new Network(name, nodes, ports(addresses), topology.degree());
            network.connect(topology, addresses);
            return network;
        } catch (IOException | InterruptedException e) {
            nodes.forEach(NodeProcess::close);
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** The port in {@code HOST:PORT} or {@code /ip4/HOST/tcp/PORT/p2p/ID}. */
    static int port(String address) {
        return Integer.parseInt(address.startsWith("/") ? address.split("/")[4] : address.split(":")[1]);
    }

    /** Answers of all nodes to one command. */
    List<String> tell(String command) throws IOException {
        List<String> answers = new ArrayList<>();
        for (NodeProcess node : nodes) {
            answers.add(node.tell(command));
        }
        return answers;
    }

    Reading reading() throws IOException, InterruptedException {
        long bytes = SocketBytes.through(ports);
        List<ThreadClocks> clocks = new ArrayList<>();
        for (NodeProcess node : nodes) {
            clocks.add(node.clocks());
        }
        return new Reading(System.nanoTime(), clocks, bytes);
    }

    /** Has the messages published, and waits for the last delivery. */
    Turn turn(Path envelopes, int perSecond, Idle idle) throws IOException, InterruptedException {
        int messages = 0;
        for (NodeProcess node : nodes) {
            messages = Integer.parseInt(node.tell("load", envelopes.toString()));
        }
        Reading start = reading();
        nodes.get(0).tell("publish", Integer.toString(perSecond));
        Reading end = awaitDeliveries(messages);
        requireLinks();
        Delays delays = delays(envelopes.resolveSibling(name));
        CoreTime beyondIdle = end.coreTimeSince(start).minus(idle.of(end.nanos() - start.nanos()));
        return new Turn(messages, beyondIdle, end.bytes() - start.bytes(), delays);
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(NodeProcess::close);
    }

    private static Set<Integer> ports(List<String> addresses) {
        return addresses.stream().map(Network::port).collect(Collectors.toUnmodifiableSet());
    }

    private void connect(Topology topology, List<String> addresses) throws IOException, InterruptedException {
        for (int i = 0; i < nodes.size(); i++) {
            String[] dialled = topology.dials(i).stream().map(addresses::get).toArray(String[]::new);
            if (dialled.length > 0) {
                nodes.get(i).tell("dial", dialled);
            }
        }
        awaitLinks();
    }

    /**
     * Until everything has come everywhere, or nothing more comes: what GossipSub loses under load it does not send again.
     *
     * @return read as soon as nothing more came, as waiting in vain is no part of what a turn took; not while something comes, as
     *     reading takes core time too
     */
    private Reading awaitDeliveries(int messages) throws IOException, InterruptedException {
        long all = (long) messages * (nodes.size() - 1);
        long received = 0;
        Reading end = null;
        while (end == null || (received < all && System.nanoTime() - end.nanos() < SILENCE_NANOS)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            long now = received();
            if (now == all || (now == received && end == null)) {
                end = reading();
            } else if (now > received) {
                end = null;
            }
            received = now;
        }
        if (received < LEAST_DELIVERED * all) {
            throw new IOException(name + ": only " + received + " of " + all
                    + " deliveries came; the machine may be too busy to measure on");
        }
        return end;
    }

    /** What went through a connection that is gone is not counted any more. */
    private void requireLinks() throws IOException {
        for (NodeProcess node : nodes) {
            int links = node.number("links");
            if (links < degree) {
                throw new IOException(name + ": a node has lost connections and has " + links + " of " + degree
                        + " left; the machine may be too busy to measure on");
            }
        }
    }

    private long received() throws IOException {
        long sum = 0;
        for (NodeProcess node : nodes.subList(1, nodes.size())) {
            sum += node.number("received");
        }
        return sum;
    }

    private void awaitLinks() throws IOException, InterruptedException {
        long end = System.nanoTime() + CONNECT_NANOS;
        for (NodeProcess node : nodes) {
            for (int links = node.number("links"); links < degree; links = node.number("links")) {
                if (System.nanoTime() > end) {
                    throw new IOException(name + ": a node has " + links + " of " + degree
                            + " connections after two minutes; the machine may be too busy to measure on");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private Delays delays(Path file) throws IOException {
        List<LongBuffer> times = new ArrayList<>();
        for (NodeProcess node : nodes) {
            node.tell("times", file.toString());
            times.add(ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer());
        }
        return Delays.between(times.get(0), times.subList(1, times.size()));
    }
}
