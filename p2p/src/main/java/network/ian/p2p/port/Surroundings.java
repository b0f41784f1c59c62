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
 * @param chains blocks that hold anchors
 * @param prefixes what anchors freeze
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
        PeerTelemetry telemetry,
        AnchorChains chains,
        AnchoredPrefixes prefixes) {

    /** Of a node whose goals are not anchored. */
    public Surroundings(
            MonotonicClock ticker,
            Clock clock,
            RandomGenerator random,
            Timers timers,
            Links links,
            Dialing dialing,
            Admission admission,
            EntryLoader loader,
            RecordVerifier verifier,
            PeerTelemetry telemetry) {
        this(
                ticker,
                clock,
                random,
                timers,
                links,
                dialing,
                admission,
                loader,
                verifier,
                telemetry,
                AnchorChains.NONE,
                AnchoredPrefixes.NONE);
    }
}
