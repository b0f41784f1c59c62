package network.ian.simulation.scenario;

import java.util.List;
import java.util.SplittableRandom;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.event.Trace.Kind;
import network.ian.simulation.measure.Deliveries;
import network.ian.simulation.network.Host;
import network.ian.simulation.network.Network;

/** Plans what breaks. Everything is whole again when the last contribution is posted. */
public final class Faults {

    private static final double SHARE_OF_CRASHES = 0.3;
    private static final double LAST_CRASH = 0.8;
    private static final double LAST_RESTART = 0.98;
    private static final double PARTED_FROM = 0.3;
    private static final double PARTED_TO = 0.6;
    private static final double SHARE_OF_WRONG_CLOCKS = 0.3;
    private static final long MOST_SKEW_MS = 120_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double LAST_CORRECTION = 0.8;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final long RESET_ROUND_NANOS = 1_000_000_000;

    private final Timeline timeline;
    private final Network network;
    private final List<Host> hosts;
    private final Window window;
    private final SplittableRandom random;
    private final long mostSkewMs;

    /** @param settleNanos time from the last contribution to the count: no clock is wrong by more */
    public Faults(
            Timeline timeline,
            Network network,
            List<Host> hosts,
            Window window,
            long settleNanos,
            SplittableRandom random) {
        this.timeline = timeline;
        this.network = network;
        this.hosts = hosts;
        this.window = window;
        this.random = random;
        this.mostSkewMs = Math.min(MOST_SKEW_MS, settleNanos / NANOS_PER_MILLI);
    }

    /** Plans the troubles of a scenario. */
    public void plan(Scenario.Troubles troubles, Stagehands stagehands, Deliveries deliveries) {
        if (troubles.crashes()) {
            planCrashes(stagehands);
        }
        if (troubles.partition()) {
            planPartition(deliveries);
        }
        if (troubles.wrongClocks()) {
            hosts.forEach(this::planClock);
        }
        if (troubles.resetsPerLinkHour() > 0) {
            planResets(troubles.resetsPerLinkHour());
        }
    }

    private void planCrashes(Stagehands stagehands) {
        int crashes = (int) StrictMath.ceil(hosts.size() * SHARE_OF_CRASHES);
        for (int i = 0; i < crashes; i++) {
            Host host = hosts.get(random.nextInt(hosts.size()));
            boolean powerLost = random.nextBoolean();
            long crash = window.at(random.nextDouble() * LAST_CRASH);
            long restart = Math.min(crash + random.nextLong(5_000_000_000L, 60_000_000_000L), window.at(LAST_RESTART));
            timeline.at(crash, () -> crash(host, powerLost, restart, stagehands));
        }
    }

    // A host that is drawn twice may be down already.
    private void crash(Host host, boolean powerLost, long restart, Stagehands stagehands) {
        if (host.up()) {
            stagehands.crash(host, powerLost);
            timeline.at(restart, () -> stagehands.start(host));
        }
    }

    private void planPartition(Deliveries deliveries) {
        double smaller = 0.2 + 0.3 * random.nextDouble();
        hosts.forEach(host -> host.side(random.nextDouble() < smaller ? 1 : 0));
        timeline.at(window.at(PARTED_FROM), network::part);
        timeline.at(window.at(PARTED_TO), () -> {
            network.heal();
            deliveries.healed(timeline.nanos());
        });
    }

    private void planClock(Host host) {
        if (random.nextDouble() >= SHARE_OF_WRONG_CLOCKS) {
            host.skewMs(random.nextLong(-500, 501));
            return;
        }
        host.skewMs(random.nextLong(-mostSkewMs, mostSkewMs + 1));
        long when = window.at(random.nextDouble() * LAST_CORRECTION);
        long small = random.nextLong(-500, 501);
        timeline.at(when, () -> {
            timeline.record(Kind.CLOCK_STEPPED, host.index(), small - host.skewMs());
            host.skewMs(small);
        });
    }

    private void planResets(double perLinkHour) {
        timeline.at(window.from(), () -> resets(perLinkHour));
    }

    private void resets(double perLinkHour) {
        double expected = network.links() * perLinkHour * RESET_ROUND_NANOS / NANOS_PER_HOUR;
        long sure = (long) expected;
        long count = sure + (random.nextDouble() < expected - sure ? 1 : 0);
        for (long i = 0; i < count; i++) {
            network.reset(random);
        }
        if (timeline.nanos() + RESET_ROUND_NANOS < window.to()) {
            timeline.after(RESET_ROUND_NANOS, () -> resets(perLinkHour));
        }
    }
}
