package network.ian.simulation;

import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.simulation.content.Disk;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.event.InvariantViolation;
import network.ian.simulation.event.Streams.Purpose;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Percentiles;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Overlay;
import network.ian.simulation.node.NodeFactory;
import network.ian.simulation.node.ProtocolNode;
import network.ian.simulation.report.Report;
import network.ian.simulation.scenario.Faults;
import network.ian.simulation.scenario.Posting;
import network.ian.simulation.scenario.Stagehands;

/** One run of a scenario. Use once. */
public final class SimulationRun {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long STARTS_SPREAD_NANOS = 20 * NANOS_PER_SECOND;
    private static final long SEEDS_SPREAD_NANOS = NANOS_PER_SECOND;
    private static final long CHECK_NANOS = NANOS_PER_SECOND;
    private static final int NANOS_PER_MICRO = 1_000;

    private final SimulationOptions options;
    private final World world;
    private final MonotonicClock wall;
    private final Percentiles.Collector shortestPaths = new Percentiles.Collector();
    private Optional<String> violation = Optional.empty();

    /** @param wall how long the run takes is measured by it; nothing else depends on it */
    public SimulationRun(SimulationOptions options, MonotonicClock wall) {
        this(options, wall, ProtocolNode::new);
    }

    /** @param nodes makes the nodes in place of the real protocol */
    SimulationRun(SimulationOptions options, MonotonicClock wall, NodeFactory nodes) {
        this.options = options;
        this.wall = wall;
        this.world = new World(options, nodes);
    }

    /** Runs to the end, or to the first violation of an invariant. */
    public Report run() {
        long begun = wall.nanos();
        plan();
        try {
            world.timeline.runUntil(options.endNanos());
            check();
        } catch (InvariantViolation e) {
            violation = Optional.of(describe(e));
        } catch (RuntimeException e) {
            throw new InvariantViolation(describe(e), e);
        }
        world.timeline.record(Kind.END, world.table.size(), world.deliveries.reached());
        return report((wall.nanos() - begun) / (double) NANOS_PER_SECOND);
    }

    /** Up to {@code limit} deliveries that did not happen, in words. */
    public List<String> missing(int limit) {
        return world.deliveries.missing(limit);
    }

    /** Contributions to goals that were added to running nodes. */
    public long lateContributions() {
        return world.table.countOthers(Shelf.FIRST);
    }

    /** How often a goal was added to a node. */
    public long goalsAdded() {
        return world.machines.stream()
                .mapToLong(machine -> machine.shelf().topics().size() - 1)
                .sum();
    }

    /** Seed, virtual time and event: all that is needed to see it happen again. */
    private String describe(RuntimeException failure) {
        return String.format(
                "seed %d, scenario %s, %d nodes, at %.6f s, event %d (%s): %s",
                options.seed(),
                options.scenario().label(),
                options.nodes(),
                world.timeline.nanos() / (double) NANOS_PER_SECOND,
                world.timeline.done(),
                world.timeline.trace().last(),
                failure);
    }

    private void plan() {
        var random = world.streams.stream(Purpose.FAULTS, 0);
        for (Machine machine : world.machines) {
            boolean seed = machine.host().index() < world.casting.seeds();
            long spread = Math.min(
                    seed ? SEEDS_SPREAD_NANOS : STARTS_SPREAD_NANOS,
                    options.window().from() + 1);
            world.timeline.at(random.nextLong(spread), machine::start);
        }
        List<Host> honest = world.hosts().stream().filter(Host::honest).toList();
        boolean everybodyIsParted = options.scenario().troubles().partition();
        new Faults(
                        world.timeline,
                        world.network,
                        everybodyIsParted ? world.hosts() : honest,
                        options.window(),
                        options.endNanos() - options.window().to(),
                        random.split())
                .plan(options.scenario().troubles(), stagehands(), world.deliveries);
        world.lateGoals.plan(
                world.timeline, (node, topic) -> world.machines.get(node).addGoal(topic));
        posting().plan(options.contributions(), options.window(), this::measurePaths);
        world.timeline.after(CHECK_NANOS, this::checkAgain);
    }

    private Stagehands stagehands() {
        return new Stagehands() {
            @Override
            public void start(Host host) {
                world.machines.get(host.index()).start();
            }

            @Override
            public void crash(Host host, boolean powerLost) {
                world.machines.get(host.index()).crash(world.network, powerLost);
            }
        };
    }

    private Posting posting() {
        List<Posting.Counter> counters = world.machines.stream()
                .<Posting.Counter>map(machine -> machine)
                .filter(counter -> counter.host().honest())
                .toList();
        return new Posting(
                world.timeline,
                world.table,
                world.mint,
                world.deliveries,
                counters,
                world.lateGoals.topics(),
                world.streams.stream(Purpose.ORIGINS, 0));
    }

    private void measurePaths(Host origin) {
        long[] distances = world.overlay.distances(origin);
        for (int node = 0; node < distances.length; node++) {
            if (world.casting.honest().get(node) && distances[node] != Overlay.UNREACHABLE) {
                shortestPaths.add((int) (distances[node] / NANOS_PER_MICRO));
            }
        }
    }

    private void checkAgain() {
        check();
        world.timeline.after(CHECK_NANOS, this::checkAgain);
    }

    private void check() {
        for (Machine machine : world.machines) {
            if (machine.host().up() && machine.host().honest()) {
                machine.host().process().checkBounds();
            }
        }
    }

    private boolean converged() {
        return world.lateGoals.topics().stream().allMatch(this::converged);
    }

    private boolean converged(Hash topic) {
        List<Disk> disks = world.lateGoals.audience(topic).stream()
                .mapToObj(node -> world.machines.get(node).shelf().disk(topic))
                .toList();
        return disks.stream().allMatch(disk -> disk.sameAs(disks.get(0)));
    }

    private Report report(double wallSeconds) {
        Percentiles times = world.deliveries.latencies();
        long reached = world.deliveries.reached();
        return new Report(
                options.scenario().label(),
                options.seed(),
                options.nodes(),
                world.casting.honest().cardinality(),
                world.casting.attackers(),
                world.deliveries.contributions(),
                world.deliveries.ratio(),
                perDelivery(world.traffic.contentBytes(), world.deliveries.reachedBytes()),
                new Report.Latencies(
                        times.ms(0.5),
                        times.ms(0.9),
                        times.ms(0.99),
                        times.ms(1),
                        shortestPaths.sorted().ms(0.99)),
                world.expulsions.honestBans(),
                world.expulsions.attackersBanned(),
                converged(),
                Optional.ofNullable(world.deliveries.convergeAfterHealMs()),
                new Report.Costs(
                        world.traffic.fetchedBytes(),
                        world.traffic.controlBytes(),
                        perDelivery(world.traffic.controlBytes(), reached),
                        world.traffic.messages(),
                        world.traffic.messagesDropped(),
                        HeldMemory.perNode(world.machines, world.timeline)),
                world.timeline.trace().hex(),
                world.timeline.done(),
                world.timeline.nanos() / (double) NANOS_PER_SECOND,
                wallSeconds,
                violation);
    }

    private static double perDelivery(long of, long deliveries) {
        return deliveries == 0 ? 0 : (double) of / deliveries;
    }
}
