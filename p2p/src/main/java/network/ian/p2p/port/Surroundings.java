package network.ian.p2p.port;

import java.time.Clock;
import java.util.random.RandomGenerator;
import network.ian.core.runtime.MonotonicClock;

/**
 * All that the state machines get from outside. The shell gives sockets, disks and the machine's clocks; the simulator
 * gives virtual ones.
 *
 * @param ticker durations
 * @param clock dates; may jump
 * @param random not predictable by peers; seeded in the simulator
 */
public record Surroundings(
        MonotonicClock ticker,
        Clock clock,
        RandomGenerator random,
        Timers timers,
        Links links,
        Dialing dialing,
        Admission admission,
        EntryLoader loader,
        RecordVerifier verifier,
        PeerTelemetry telemetry) {}
