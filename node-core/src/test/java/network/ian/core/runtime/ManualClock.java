package network.ian.core.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Both clocks of a test, moved by hand. Thread-safe. */
public final class ManualClock implements MonotonicClock {

    private final Instant origin;
    private final AtomicLong nanos = new AtomicLong();

    /** Starts at 2026-01-01T00:00:00Z. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public ManualClock(Instant origin) {
        this.origin = origin;
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /** A wall clock that moves along. */
    public Clock wall() {
        return new Wall(ZoneOffset.UTC);
    }

    private final class Wall extends Clock {

        private final ZoneId zone;

        private Wall(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Wall(other);
        }

        @Override
        public Instant instant() {
            return origin.plusNanos(nanos.get());
        }
    }
}
