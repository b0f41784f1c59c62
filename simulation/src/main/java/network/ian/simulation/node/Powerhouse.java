package network.ian.simulation.node;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.Streams;
import network.ian.simulation.event.Streams.Purpose;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Deliveries;
import network.ian.simulation.network.Dialler;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Network;
import network.ian.simulation.network.NodeUnderTest;

/** Starts processes on hosts. */
public final class Powerhouse {

    private static final String GOAL = "simulated-";

    private static final int MOST_PACK_BYTES = 1024 * 1024;
    private static final long INCARNATIONS = 1L << 32;

    private final Timeline timeline;
    private final Network network;
    private final Dialler dialler;
    private final Streams streams;
    private final ContributionTable table;
    private final Deliveries deliveries;
    private final List<HostPort> seeds;

    public Powerhouse(
            Timeline timeline,
            Network network,
            Dialler dialler,
            Streams streams,
            ContributionTable table,
            Deliveries deliveries,
            List<HostPort> seeds) {
        this.timeline = timeline;
        this.network = network;
        this.dialler = dialler;
        this.streams = streams;
        this.table = table;
        this.deliveries = deliveries;
        this.seeds = seeds;
    }

    /** How many peers a node takes and seeks. */
    public record Slots(int maxPeers, int targetOutbound) {}

    /** Begins a process on a host that has none, from its shelf. Clients can post to what comes back. */
    public JudgeBench start(Host host, Shelf shelf, Slots slots, NodeFactory factory) {
        HostPorts ports = new HostPorts(host, timeline, network, dialler);
        long stream = host.index() + host.incarnation() * INCARNATIONS;
        SplittableRandom ofJudge = streams.stream(Purpose.JUDGE, stream);
        JudgeBench bench =
                new JudgeBench(host, shelf, ports, new JudgeBench.Shared(timeline, table, deliveries), ofJudge);
        HostClock clock = new HostClock(timeline, host);
        Surroundings around = new Surroundings(
                timeline,
                clock,
                streams.stream(Purpose.NODE, stream),
                ports,
                ports,
                ports,
                bench,
                new DiskLoader(ports, shelf, table),
                new RecordChecker(ports),
                PeerTelemetry.NONE);
        List<GoalSet> goals =
                shelf.topics().stream().map(topic -> set(shelf, topic)).toList();
        NodeUnderTest process = factory.create(new Blueprint(host, shelf, config(host, clock, slots), around, goals));
        host.boot(process);
        timeline.record(Kind.STARTED, host.index(), host.incarnation());
        process.start();
        return bench;
    }

    /** The operator of a host adds a goal; a process that runs takes part at once. */
    public void addGoal(Host host, Shelf shelf, Hash topic) {
        shelf.add(topic);
        timeline.record(Kind.GOAL_ADDED, host.index(), topic.hashCode());
        if (host.up()) {
            host.process().addGoal(set(shelf, topic));
        }
    }

    private static GoalSet set(Shelf shelf, Hash topic) {
        return new GoalSet(
                topic, GOAL + topic.hex().substring(0, 8), MOST_PACK_BYTES, shelf.disk(topic)::view, () -> true);
    }

    private ProtocolConfig config(Host host, HostClock clock, Slots slots) {
        Host.Place place = host.place();
        return new ProtocolConfig(
                place.id(),
                "simulation",
                "ian-simulation",
                Optional.of(SimulatedSignature.sign(place.publicKey(), place.listens(), clock.millis())),
                slots.maxPeers(),
                slots.targetOutbound(),
                seeds.stream().filter(seed -> !seed.equals(place.listens())).toList());
    }
}
