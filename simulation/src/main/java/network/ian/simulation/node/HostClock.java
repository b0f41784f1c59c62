package network.ian.simulation.node;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import network.ian.simulation.event.Timeline;
import network.ian.simulation.network.Dialler;
import network.ian.simulation.network.Host;

/** A host's wall clock: true time and the host's error. */
final class HostClock extends Clock {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Timeline timeline;
    private final Host host;

    HostClock(Timeline timeline, Host host) {
        this.timeline = timeline;
        this.host = host;
    }

    @Override
    public long millis() {
        return Dialler.EPOCH_MS + timeline.nanos() / NANOS_PER_MILLI + host.skewMs();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulated clock is in UTC");
    }
}
